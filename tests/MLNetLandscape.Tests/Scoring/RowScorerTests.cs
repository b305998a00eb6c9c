using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Tests.Scoring;

public static class RowScorerTests
{
    public sealed class TheScoreMethod
    {
        /// <summary>A score of -1e-60 in the label's unit is -0 in single precision.</summary>
        [Fact]
        public void Should_Never_Give_Minus_Zero()
        {
            LabelScaling scaling = new(Mean: 0, Deviation: 1e-30);
            Assert.Equal(0x80000000, BitConverter.SingleToUInt32Bits(scaling.ToLabel(-1e-30f)));

            float[] score = [1];
            using RowScorer scorer = new(Identity(scaling), 1);
            scorer.Score([-1e-30f], score);
            Assert.Equal(0u, BitConverter.SingleToUInt32Bits(score[0]));
        }

        private static RegressionNetworkModel Identity(LabelScaling scaling)
        {
            NetworkDefinition definition = new() { Input = Shape.Vector(1), Layers = [new Dense(1, new Identity())] };
            ModelParts parts = new()
            {
                Standardizer = null,
                Loss = new Squared(),
                Regularization = new Regularization(),
                Columns = new ColumnNames("Label", "Features", null),
                History = new TrainingHistory { Reason = StopReason.Completed, BestEpoch = 0, KeptEpoch = 0, Epochs = [] },
            };
            return new RegressionNetworkModel(Network<float>.FromParameters(definition, [1, 0], []), parts, new RegressionScoring(scaling));
        }
    }
}
