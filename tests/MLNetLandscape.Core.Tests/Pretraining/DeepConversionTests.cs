using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Pretraining;

public sealed class DeepConversionTests
{
    public sealed class TheConvertMethod
    {
        [Theory]
        [InlineData(1)]
        [InlineData(3)]
        [InlineData(7)]
        [InlineData(20)]
        public void Should_Keep_A_Pretrained_Networks_Predictions(int unitsPerLayer)
        {
            Dataset<double> data = SineProducts.Create(100, 1);
            Network<double> shallow = new ShallowPretraining { Units = 20 }.Run(data, 1).Network;
            Network<double> deep = DeepConversion.Convert(shallow, unitsPerLayer);
            Assert.Equal(((20 + unitsPerLayer - 1) / unitsPerLayer) + 1, deep.Definition.Layers.Count);
            AssertSame(Predict(shallow, data.Features), Predict(deep, data.Features), 1e-10);
        }

        [Fact]
        public void Should_Keep_Several_Outputs_And_Their_Activation()
        {
            NetworkDefinition definition = new() { Input = Shape.Vector(3), Layers = [new Dense(5, new Relu()), new Dense(4, new Sigmoid())] };
            Network<double> shallow = Network<double>.Create(definition, 3);
            shallow.Parameters[^1] = 0.3;
            Network<double> deep = DeepConversion.Convert(shallow, 2);
            double[] rows = [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i))];
            AssertSame(Predict(shallow, rows), Predict(deep, rows), 1e-14);
            Assert.Equal(new Sigmoid(), Assert.IsType<Dense>(deep.Definition.Layers[^1]).Activation);
        }

        [Fact]
        public void Should_Refuse_A_Deep_Network()
        {
            NetworkDefinition definition = new()
            {
                Input = Shape.Vector(3),
                Layers = [new Dense(5, new Relu()), new Dense(5, new Relu()), new Dense(1, new Identity())],
                Neuron = new SkipNeuron(),
            };
            Assert.Equal(
                "A deep network is made from a shallow one: a plain vector, one hidden dense layer, a dense readout and no neuron. "
                + "This one has 3 layers and a neuron. (Parameter 'shallow')",
                Assert.Throws<ArgumentException>(() => DeepConversion.Convert(Network<double>.Create(definition, 1), 2)).Message);
        }
    }

    private static double[] Predict(Network<double> network, ReadOnlyMemory<double> rows)
    {
        double[] outputs = new double[rows.Length / network.InputSize * network.OutputSize];
        using Predictor<double> predictor = new(network);
        predictor.Predict(rows.Span, outputs);
        return outputs;
    }

    private static void AssertSame(double[] expected, double[] actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
