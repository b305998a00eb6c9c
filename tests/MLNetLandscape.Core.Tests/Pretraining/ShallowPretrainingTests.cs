using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Pretraining;

namespace MLNetLandscape.Core.Tests.Pretraining;

public sealed class ShallowPretrainingTests
{
    private static readonly Dataset<double> Data = SineProducts.Create(100, 1);

    public sealed class TheRunMethod
    {
        [Fact]
        public void Should_Return_The_Network_Of_The_Bound()
        {
            PretrainingResult result = new ShallowPretraining { Units = 30 }.Run(Data, 1);
            Assert.Equal(PretrainingEnd.Complete, result.Ended);
            Assert.Equal((31, 30), (result.Steps.Count, result.BestStep));
            Assert.Equal(result.Bound, Objective(result).Value(result.Network.Parameters), 1e-11 * result.Bound);
        }

        [Fact]
        public void Should_Fit_As_Many_Rows_As_Neurons()
        {
            PretrainingResult result = new ShallowPretraining { Units = 200, ReadoutBias = false }.Run(Data, 1);
            Assert.Equal(PretrainingEnd.FullRank, result.Ended);
            Assert.Equal(100, result.Steps[^1].Neurons);

            // Not the factorization's figure alone: the network's own predictions.
            double sum = 200 * Objective(result).Value(result.Network.Parameters);
            Assert.InRange(sum, 0, 1e-8 * result.Steps[0].SumOfSquares);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(2)]
        public void Should_Start_A_Monotone_Training_That_Never_Ends_Above_The_Bound(long seed)
        {
            Activation activation = seed == 2 ? new Relu() : new Tanh();
            PretrainingResult result = new ShallowPretraining { Units = 20, Activation = activation }.Run(Data, seed);
            LimitedMemoryBfgsResult trained = new LimitedMemoryBfgs { MaximumIterations = 200 }.Minimize(Objective(result), result.Network.Parameters);
            Assert.InRange(trained.Value, 0, result.Bound);
        }

        [Fact]
        public void Should_Gain_By_Perturbations()
        {
            PretrainingResult plain = new ShallowPretraining { Units = 20 }.Run(Data, 1);
            PretrainingResult changed = new ShallowPretraining { Units = 20, Search = new NeuronSearch { Changes = 100 } }.Run(Data, 1);
            Assert.True(changed.Steps.Sum(step => step.Changed) > 100);
            Assert.True(changed.Bound < 0.5 * plain.Bound, $"{changed.Bound} against {plain.Bound}");
            Assert.Equal(changed.Bound, Objective(changed).Value(changed.Network.Parameters), 1e-9 * changed.Bound);
        }

        [Fact]
        public void Should_Gain_By_A_Pool_Of_Candidates()
        {
            PretrainingResult plain = new ShallowPretraining { Units = 20 }.Run(Data, 1);
            PretrainingResult pooled = new ShallowPretraining { Units = 20, Search = new NeuronSearch { Candidates = 20 } }.Run(Data, 1);
            Assert.True(pooled.Bound < 0.6 * plain.Bound, $"{pooled.Bound} against {plain.Bound}");
        }

        [Fact]
        public void Should_Weigh_Rows_As_Often_As_Their_Weight_Says()
        {
            double[] weights = [.. Enumerable.Range(0, 100).Select(i => (double)(i % 3))];
            int[] repeated = [.. Enumerable.Range(0, 100).SelectMany(i => Enumerable.Repeat(i, i % 3))];
            PretrainingResult weighted = new ShallowPretraining { Units = 10 }.Run(Data with { Weights = weights }, 1);
            PretrainingResult copied = new ShallowPretraining { Units = 10 }.Run(Data.Select(repeated), 1);
            Assert.Equal(copied.WeightSum, weighted.WeightSum);
            Assert.Equal(copied.Bound, weighted.Bound, 1e-12);
            Assert.Equal(weighted.Bound, new NetworkObjective(weighted.Network, new Squared(), new Regularization(), Data with { Weights = weights }).Value(weighted.Network.Parameters), 1e-12);
        }

        [Fact]
        public void Should_Return_The_Best_Network_On_Held_Out_Data()
        {
            Dataset<double> held = SineProducts.Create(100, 2);
            PretrainingResult result = new ShallowPretraining { Units = 400, HeldOut = new HeldOutStop { Data = held, Patience = 15 } }.Run(SineProducts.Create(400, 3), 1);
            Assert.InRange(result.BestStep, 1, 300);
            Assert.Equal(PretrainingEnd.HeldOut, result.Ended);
            double best = result.Steps[result.BestStep].HeldOutSumOfSquares!.Value;
            Assert.Equal(best, result.Steps.Min(step => step.HeldOutSumOfSquares!.Value));
            Assert.Equal(result.BestStep + 15, result.Steps.Count - 1);
            NetworkObjective objective = new(result.Network, new Squared(), new Regularization(), held);
            Assert.Equal(best, 200 * objective.Value(result.Network.Parameters), 1e-8 * best);
        }

        [Fact]
        public void Should_Return_The_Readouts_Bias_Alone_Where_Held_Out_Data_Wants_No_Neuron()
        {
            Dataset<double> held = Data with { Targets = Data.Targets.ToArray().Select(y => -y).ToArray() };
            PretrainingResult result = new ShallowPretraining { Units = 50, HeldOut = new HeldOutStop { Data = held, Patience = 3 } }.Run(Data, 1);
            Assert.Equal((0, 4), (result.BestStep, result.Steps.Count));
            Assert.Equal(result.Bound, Objective(result).Value(result.Network.Parameters), 1e-12);
        }

        [Fact]
        public void Should_End_Where_No_Neuron_Gains()
        {
            // The readout's bias fits constant targets, so that no neuron is left anything to explain.
            Dataset<double> constant = Data with { Targets = new double[100] };
            PretrainingResult result = new ShallowPretraining { Units = 5, Search = new NeuronSearch { MaximumRejections = 7 } }.Run(constant, 1);
            Assert.Equal(PretrainingEnd.NoImprovement, result.Ended);
            Assert.Equal(0, result.Bound);
            Assert.Equal(0, Objective(result, constant).Value(result.Network.Parameters));
        }

        [Fact]
        public void Should_Refuse_Held_Out_Data_Of_Other_Features()
        {
            Dataset<double> held = new() { Features = new double[3], Targets = new double[1], Rows = 1 };
            Assert.Equal(
                "HeldOutStop.Data must have the training data's 2 features, but has 3. Prepare both in the same way.",
                Assert.Throws<ArgumentException>(() => new ShallowPretraining { Units = 1, HeldOut = new HeldOutStop { Data = held } }.Run(Data, 1)).Message);
        }
    }

    private static NetworkObjective Objective(PretrainingResult result, Dataset<double>? data = null) =>
        new(result.Network, new Squared(), new Regularization(), data ?? Data);
}
