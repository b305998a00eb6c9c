using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Networks;

public sealed class MaximumConcatenationNetworkTests
{
    private const double Tolerance = 1e-12;

    public sealed class TheDefineMethod
    {
        [Fact]
        public void Should_Compute_The_Formula_Block_By_Block()
        {
            MaximumConcatenationNetwork description = Describe(Shape.Vector(3), 2, new(4), new(5), new(6, Earlier: 1));
            Network<double> network = Network<double>.Create(description.Define(), 1);
            Perturb(network);
            double[] x0 = Numbers(7 * 3, 2);
            double[] actual = Predict(network, x0);
            for (int row = 0; row < 7; row++)
            {
                int offset = 0;
                List<double[]> layers = [x0[(row * 3)..((row + 1) * 3)]];
                foreach ((int units, int earlier) in ((int, int)[])[(4, 0), (5, 1), (6, 1)])
                {
                    layers.Add(Block(network.Parameters, ref offset, layers[^1], layers[earlier], layers[0], 2, units));
                }

                double[] readout = Product(network.Parameters, ref offset, layers[^1], 2);
                Assert.Equal(readout[0] + network.Parameters[^2], actual[row * 2], Tolerance);
                Assert.Equal(readout[1] + network.Parameters[^1], actual[(row * 2) + 1], Tolerance);
            }
        }

        [Fact]
        public void Should_Refuse_A_Later_Layer() => Assert.Equal(
            "Blocks[1].Earlier must be in 0 .. 1, an earlier layer, but was 2. 0 is the stem's output, 1 the previous layer.",
            Assert.Throws<ArgumentException>(() => Describe(Shape.Vector(3), 1, new(2), new(2, Earlier: 2)).Define()).Message);
    }

    public sealed class TheEmbedMethod
    {
        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(3)]
        public void Should_Keep_A_Vector_Networks_Outputs_And_Loss(int blocks)
        {
            MaximumConcatenationStage[] stages = [new(4), new(5, Earlier: 0), new(3, Earlier: 1), new(6, Earlier: 2)];
            MaximumConcatenationNetwork deeper = Describe(Shape.Vector(3), 2, stages[..(blocks + 1)]);
            Check(deeper, deeper with { Blocks = stages[..blocks] });
        }

        [Theory]
        [InlineData(0)]
        [InlineData(2)]
        public void Should_Keep_An_Image_Networks_Outputs_And_Loss(int blocks)
        {
            MaximumConcatenationStage[] stages = [new(2), new(3, Earlier: 0), new(2, Earlier: 1)];
            MaximumConcatenationNetwork deeper = Describe(new Shape(2, 5, 4), 3, stages[..(blocks + 1)]);
            Check(deeper, deeper with { Blocks = stages[..blocks] });
        }

        [Theory]
        [InlineData(BlockStart.Unread)]
        [InlineData(BlockStart.Silent)]
        public void Should_Leave_A_Block_That_Learns(BlockStart kind)
        {
            MaximumConcatenationNetwork shallow = Describe(Shape.Vector(3), 1, new MaximumConcatenationStage(4));
            MaximumConcatenationNetwork deep = Describe(Shape.Vector(3), 1, new(4), new(4));
            Dataset<double> data = Data(3, 1, 40);
            Network<double> start = Network<double>.Create(shallow.Define(), 1);
            NetworkObjective before = new(start, new Squared(), new Regularization(), data);
            LimitedMemoryBfgsResult trained = new LimitedMemoryBfgs { MaximumIterations = 60 }.Minimize(before, start.Parameters);
            Network<double> embedded = deep.Embed(Network<double>.FromParameters(start.Definition, trained.Parameters, []), 5, kind);
            NetworkObjective after = new(embedded, new Squared(), new Regularization(), data);
            Assert.Equal(trained.Value, after.Value(embedded.Parameters), Tolerance);
            Assert.InRange(new LimitedMemoryBfgs { MaximumIterations = 60 }.Minimize(after, embedded.Parameters).Value, 0, 0.9 * trained.Value);
        }

        [Fact]
        public void Should_Refuse_Another_Network()
        {
            MaximumConcatenationNetwork deep = Describe(Shape.Vector(3), 1, new(4), new(4));
            Assert.Equal(
                "The shallower network must have the description of this one without its last block of 2. Define it with one block less. (Parameter 'shallower')",
                Assert.Throws<ArgumentException>(() => deep.Embed(Network<double>.Create(deep.Define(), 1), 1)).Message);
        }

        private static void Check(MaximumConcatenationNetwork deeper, MaximumConcatenationNetwork shallower)
        {
            Network<double> shallow = Network<double>.Create(shallower.Define(), 3);
            Perturb(shallow);
            Dataset<double> data = Data(shallow.InputSize, shallow.OutputSize, 40);
            double expected = new NetworkObjective(shallow, new Squared(), new Regularization(), data).Value(shallow.Parameters);
            foreach (BlockStart start in Enum.GetValues<BlockStart>())
            {
                Network<double> deep = deeper.Embed(shallow, 4, start);
                AssertSame(Predict(shallow, data.Features.Span), Predict(deep, data.Features.Span));
                Assert.Equal(expected, new NetworkObjective(deep, new Squared(), new Regularization(), data).Value(deep.Parameters), Tolerance * expected);
            }
        }
    }

    public sealed class TheOntoMethod
    {
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void Should_Plug_A_Block_Onto_An_Existing_Network(bool image)
        {
            NetworkDefinition existing = image
                ? new()
                {
                    Input = new Shape(1, 6, 6),
                    Layers = [new Convolution2D(3, 3, 3, new Relu()), new BatchNormalization(), new MaxPooling2D(2), new Flatten(), new Dense(2, new Tanh())],
                }
                : new() { Input = Shape.Vector(5), Layers = [new Dense(6, new Relu()), new Dense(4, new Tanh()), new Dense(2, new Sigmoid())] };
            Network<double> network = Network<double>.Create(existing, 3);
            Perturb(network);
            Network<double> deeper = MaximumConcatenationNetwork.Onto(existing, new MaximumConcatenationStage(7)).Embed(network, 1);
            Assert.Equal(existing.Layers.Count + 1, deeper.Definition.Layers.Count);
            double[] rows = Numbers(existing.Input.Size * 9, 4);
            AssertSame(Predict(network, rows), Predict(deeper, rows));
        }

        [Fact]
        public void Should_Refuse_A_Network_With_A_Neuron()
        {
            NetworkDefinition existing = new() { Input = Shape.Vector(5), Layers = [new Dense(2, new Tanh())], Neuron = new SkipNeuron() };
            Assert.Equal(
                "A block is plugged onto a network that ends in a dense readout and has no exponential neuron. Strip the neuron, or add a dense layer. (Parameter 'network')",
                Assert.Throws<ArgumentException>(() => MaximumConcatenationNetwork.Onto(existing, new(1))).Message);
        }
    }

    private static MaximumConcatenationNetwork Describe(Shape input, int outputs, params MaximumConcatenationStage[] blocks) =>
        new() { Input = input, Outputs = outputs, Blocks = blocks };

    /// <summary>The biases and scalars too, which start at constants.</summary>
    private static void Perturb(Network<double> network)
    {
        double[] noise = Numbers(network.Parameters.Length, 9);
        for (int i = 0; i < noise.Length; i++)
        {
            network.Parameters[i] += 0.1 * noise[i];
        }
    }

    private static double[] Block(ReadOnlySpan<double> parameters, ref int offset, double[] x, double[] earlier, double[] x0, int linearUnits, int units)
    {
        double[] linear = Product(parameters, ref offset, x, linearUnits);
        double[] exponential = Product(parameters, ref offset, x0, units);
        double[] rectified = Product(parameters, ref offset, earlier, units);
        double[] straight = Product(parameters, ref offset, x, units);
        (double inner, double outer) = (parameters[offset], parameters[offset + 1]);
        offset += 2;
        return
        [
            .. linear,
            .. Enumerable.Range(0, units).Select(i =>
                (outer * Math.Exp(inner * exponential[i])) + Math.Max(rectified[i] > 0 ? rectified[i] : 0.15 * rectified[i], straight[i])),
        ];
    }

    private static double[] Product(ReadOnlySpan<double> parameters, ref int offset, double[] x, int outputs)
    {
        double[] product = new double[outputs];
        for (int i = 0; i < outputs * x.Length; i++)
        {
            product[i / x.Length] += parameters[offset++] * x[i % x.Length];
        }

        return product;
    }

    private static double[] Predict(Network<double> network, ReadOnlySpan<double> rows)
    {
        double[] outputs = new double[rows.Length / network.InputSize * network.OutputSize];
        using Predictor<double> predictor = new(network);
        predictor.Predict(rows, outputs);
        return outputs;
    }

    private static Dataset<double> Data(int features, int outputs, int rows) =>
        new() { Features = Numbers(features * rows, 5), Targets = Numbers(outputs * rows, 6), Rows = rows };

    private static void AssertSame(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));

    private static double[] Numbers(int count, long seed)
    {
        RandomSource random = new(seed);
        double[] numbers = new double[count];
        foreach (ref double number in numbers.AsSpan())
        {
            number = random.NextNormal();
        }

        return numbers;
    }
}
