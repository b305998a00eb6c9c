using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Pretraining;

public sealed class DeepPretrainingTests
{
    private static readonly Dataset<double> Data = SineProducts.Create(80, 5);

    public sealed class TheRunMethod
    {
        [Theory]
        [InlineData(1, true, false)]
        [InlineData(1, false, false)]
        [InlineData(5, true, true)]
        [InlineData(5, false, true)]
        public void Should_Never_Make_A_Layer_Worse_Than_The_One_Before(int units, bool connectInputs, bool bias)
        {
            PretrainingResult result = Grow(units, connectInputs, bias);
            Assert.Equal(6 * (units + 1), result.Steps.Count);
            for (int i = 1; i < result.Steps.Count; i++)
            {
                (PretrainingStep before, PretrainingStep step) = (result.Steps[i - 1], result.Steps[i]);
                if (step.Neurons == 0)
                {
                    // The pass-through alone is the network before the layer.
                    Assert.Equal(before.SumOfSquares, step.SumOfSquares, 1e-9 * before.SumOfSquares);
                }
                else
                {
                    Assert.True(step.SumOfSquares < before.SumOfSquares, $"step {i}: {step} after {before}");
                }
            }
        }

        [Theory]
        [InlineData(1, true, false)]
        [InlineData(1, false, true)]
        [InlineData(5, true, true)]
        [InlineData(5, false, false)]
        public void Should_Return_The_Network_Of_The_Bound(int units, bool connectInputs, bool bias)
        {
            PretrainingResult result = Grow(units, connectInputs, bias);
            NetworkObjective objective = new(result.Network, new Squared(), new Regularization(), Data);
            Assert.Equal(result.Bound, objective.Value(result.Network.Parameters), 1e-10 * result.Bound);
            Assert.Equal(7, result.Network.Definition.Layers.Count);
            Assert.Equal(connectInputs ? 2 + units : units, ((result.Network.Definition.Layers[0] as Concatenation)?.GetOutputShape(Shape.Vector(2)).Size) ?? units);
        }

        [Fact]
        public void Should_Start_A_Training_That_Ends_Below_The_Bound()
        {
            PretrainingResult result = Grow(5, connectInputs: true, bias: true);
            NetworkObjective objective = new(result.Network, new Squared(), new Regularization(), Data);
            LimitedMemoryBfgsResult trained = new LimitedMemoryBfgs { MaximumIterations = 100 }.Minimize(objective, result.Network.Parameters);
            Assert.InRange(trained.Value, 0, result.Bound * 0.99);
        }

        [Fact]
        public void Should_Repeat_Bit_For_Bit() =>
            Assert.Equal(Grow(5, true, true).Network.Parameters, Grow(5, true, true).Network.Parameters);

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Should_Return_The_Network_That_Is_Best_On_Held_Out_Data_Whatever_Its_Layer(bool connectInputs)
        {
            Dataset<double> held = SineProducts.Create(300, 8);
            PretrainingResult result = new DeepPretraining
            {
                Layers = 4,
                UnitsPerLayer = 6,
                ConnectInputs = connectInputs,
                HeldOut = new HeldOutStop { Data = held, Patience = 100 },
            }.Run(SineProducts.Create(400, 5), 1);
            PretrainingStep best = result.Steps[result.BestStep];
            Assert.True(best.Layer > 0);
            Assert.Equal(result.Steps.Where(step => step.Neurons > 0).Min(step => step.HeldOutSumOfSquares), best.HeldOutSumOfSquares);
            NetworkObjective objective = new(result.Network, new Squared(), new Regularization(), held);
            double expected = 2 * held.Rows * objective.Value(result.Network.Parameters);
            Assert.Equal(expected, best.HeldOutSumOfSquares!.Value, 1e-9 * expected);
        }

        [Fact]
        public void Should_Fit_Classes_As_One_Of_Several()
        {
            Dataset<double> classes = Data with { Targets = Data.Targets.ToArray().Select(y => y < -0.2 ? 0.0 : y < 0.2 ? 1 : 2).ToArray() };
            PretrainingResult result = new DeepPretraining { Layers = 4, UnitsPerLayer = 10, Target = TargetKind.ClassIndex }.Run(classes, 1);
            Assert.Equal(3, result.Network.OutputSize);
            double[] outputs = new double[240];
            using Predictor<double> predictor = new(result.Network);
            predictor.Predict(classes.Features.Span, outputs);
            double sum = 0;
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += Math.Pow(outputs[i] - (classes.Targets.Span[i / 3] == i % 3 ? 1 : 0), 2);
            }

            Assert.Equal(result.Steps[^1].SumOfSquares, sum, 1e-9 * sum);
            Assert.InRange(sum, 0, 0.9 * result.Steps[0].SumOfSquares);
        }

        private static PretrainingResult Grow(int units, bool connectInputs, bool bias) => new DeepPretraining
        {
            Layers = 6,
            UnitsPerLayer = units,
            ConnectInputs = connectInputs,
            ReadoutBias = bias,
            Search = new NeuronSearch { Changes = 5 },
        }.Run(Data, 1);
    }

    public sealed class TheLayersProperty
    {
        [Fact]
        public void Should_Refuse_None() => Assert.Equal(
            "DeepPretraining.Layers must be at least 1, but was 0.",
            Assert.Throws<ArgumentException>(() => new DeepPretraining { Layers = 0, UnitsPerLayer = 1 }).Message);
    }
}
