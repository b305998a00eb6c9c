using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Gates;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Training;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Gates;

public sealed class GateSelectionTests
{
    private static readonly NetworkDefinition Definition = new()
    {
        Input = Shape.Vector(2),
        Layers = [new Dense(20, new Relu()), new Dense(12, new Tanh()), new Dense(1, new Identity())],
    };

    private static InMemoryBatchSource HeldOut => new(TwoMoons.Create(200, 9), null);

    public sealed class TheRunMethod
    {
        [Theory]
        [InlineData(GateCriterion.Loss)]
        [InlineData(GateCriterion.Metric)]
        public void Should_never_lower_the_elites_score_and_deploy_it(GateCriterion criterion)
        {
            Network<float> network = Trained();
            GateSelectionResult result = GateSelection.Run(
                network, new PolynomialHinge(3), HeldOut, 15, new GateEvolutionOptions { Criterion = criterion, Seed = 3 });
            Assert.Equal(15, result.History.Count);
            Assert.True(result.History[0].BestScore >= result.BaseScore);
            Assert.All(result.History.Zip(result.History.Skip(1)), pair => Assert.True(pair.Second.BestScore >= pair.First.BestScore));
            Assert.Equal((result.Elite.Score, result.Elite.Chromosome.OpenCount), (result.History[^1].BestScore, result.History[^1].OpenGates));

            Network<float> deployed = result.Deploy();
            Assert.Equal(Figure(result.Gated, criterion), result.Elite.Score);
            Assert.Equal(Figure(deployed, criterion), result.Elite.Score);
            Assert.DoesNotContain(deployed.Definition.Layers, layer => layer is Gate);
            Assert.Equal(result.Elite.Chromosome, GatedNetwork.Read(result.Gated));
            Assert.True(deployed.Layout.Count < network.Layout.Count);
        }

        [Fact]
        public void Should_report_the_best_of_a_generation_that_still_differs()
        {
            GateSelectionResult result = GateSelection.Run(
                Trained(), new PolynomialHinge(3), HeldOut, 1, new GateEvolutionOptions { InitialOpen = 0.5, Elites = 1, Seed = 4 });
            GateGeneration first = Assert.Single(result.History);
            Assert.Equal((1, result.Elite.Score, result.Elite.Chromosome.OpenCount), (first.Generation, first.BestScore, first.OpenGates));
            Assert.True(first.MeanScore < first.BestScore);
        }

        [Fact]
        public void Should_leave_the_network_alone()
        {
            Network<float> network = Trained();
            float[] before = network.Parameters.ToArray();
            GateSelection.Run(network, new PolynomialHinge(3), HeldOut, 2, new GateEvolutionOptions());
            Assert.Equal(before, network.Parameters.ToArray());
        }

        [Fact]
        public void Should_refuse_no_generation()
        {
            ArgumentException exception = Assert.Throws<ArgumentOutOfRangeException>(
                () => GateSelection.Run(Network<float>.Create(Definition, 1), new PolynomialHinge(3), HeldOut, 0, new GateEvolutionOptions()));
            Assert.Equal(
                "generations must be at least 1, but was 0. The first one scores the random sub-networks. (Parameter 'generations')", exception.Message);
        }

        [Fact]
        public void Should_refuse_data_of_other_columns()
        {
            Dataset<float> other = new() { Features = new float[6], Targets = new float[] { 1, -1 }, Rows = 2 };
            ArgumentException exception = Assert.Throws<ArgumentException>(() => GateSelection.Run(
                Network<float>.Create(Definition, 1), new PolynomialHinge(3), new InMemoryBatchSource(other, null), 1, new GateEvolutionOptions()));
            Assert.Equal(
                "The held-out data must have 2 features and 1 target numbers a row, but has 3 and 1. Use the columns that the network was made for. (Parameter 'heldOut')",
                exception.Message);
        }

        private static Network<float> Trained()
        {
            using NetworkEngine engine = new(
                Network<float>.Create(Definition, 5), new PolynomialHinge(3), new Regularization(), new Adam(), new EngineOptions());
            TrainingOptions options = new() { Epochs = 20, BatchSize = 32, LearningRate = new Constant(0.005) };
            TrainingLoop.Run(engine, new InMemoryBatchSource(TwoMoons.Create(200, 1, noise: 0.3), 2), null, options);
            return engine.Network;
        }

        private static double Figure(Network<float> network, GateCriterion criterion)
        {
            using NetworkEngine engine = new(network, new PolynomialHinge(3), new Regularization(), new Adam(), new EngineOptions());
            Evaluation evaluation = engine.Evaluate(HeldOut);
            return criterion == GateCriterion.Loss ? -evaluation.Loss : evaluation.Metric;
        }
    }
}
