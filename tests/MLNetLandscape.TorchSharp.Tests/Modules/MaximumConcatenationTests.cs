using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Tests.Modules;

/// <summary>The checks of arXiv:2007.04630: the formula, the block that passes on, and the deeper network that is as good as the shallower.</summary>
public sealed class MaximumConcatenationTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Computes_its_formula()
    {
        using MaximumConcatenation1d block = new(previous: 4, earlier: 3, input: 2, linearUnits: 2, units: 3, seed: 9);
        block.to(ScalarType.Float64);
        (double[] x, double[] earlier, double[] x0) = (Numbers(5 * 4, 1), Numbers(5 * 3, 2), Numbers(5 * 2, 3));
        double[] actual = Call(block, [5, 4], x, [5, 3], earlier, [5, 2], x0);
        double inner = Read(block, "inner_scale")[0];
        double outer = Read(block, "outer_scale")[0];
        for (int row = 0; row < 5; row++)
        {
            double[] linear = Product(Read(block, "linear"), x, row, 4);
            double[] exponent = Product(Read(block, "exponential"), x0, row, 2);
            double[] rectified = Product(Read(block, "rectified"), earlier, row, 3);
            double[] straight = Product(Read(block, "straight"), x, row, 4);
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(linear[i], actual[(row * 5) + i], Tolerance);
            }

            for (int i = 0; i < 3; i++)
            {
                double sigma = rectified[i] > 0 ? rectified[i] : 0.15 * rectified[i];
                Assert.Equal((outer * Math.Exp(inner * exponent[i])) + Math.Max(sigma, straight[i]), actual[(row * 5) + 2 + i], Tolerance);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Agrees_with_the_layer_of_the_core(bool isImage)
    {
        int places = isImage ? 12 : 1;
        Shape shape = isImage ? new Shape(9, 4, 3) : Shape.Vector(9);
        Core.Layers.MaximumConcatenation layer = new(2, 3)
        {
            Source = new(0, 2),
            Earlier = new(2, 3),
            Previous = new(5, 4),
            KernelSize = isImage ? 3 : 1,
        };
        using MaximumConcatenation block = isImage ? new MaximumConcatenation2d(4, 3, 2, 2, 3, seed: 9) : new MaximumConcatenation1d(4, 3, 2, 2, 3, seed: 9);
        block.to(ScalarType.Float64);
        string[] names = ["linear", "exponential", "rectified", "straight", "inner_scale", "outer_scale"];
        double[] parameters = [.. names.SelectMany(name => Read(block, name))];
        NetworkDefinition definition = new() { Input = shape, Layers = [layer] };
        double[] inputs = Numbers(5 * 9 * places, 1);
        double[] expected = new double[5 * 5 * places];
        using (Predictor<double> predictor = new(Network<double>.FromParameters(definition, parameters, [])))
        {
            predictor.Predict(inputs, expected);
        }

        double[] Part(int first, int count) =>
            [.. Enumerable.Range(0, 5).SelectMany(row => inputs.AsSpan(((row * 9) + first) * places, count * places).ToArray())];
        long[] Sizes(long channels) => isImage ? [5, channels, 4, 3] : [5, channels];
        double[] actual = Call(block, Sizes(4), Part(5, 4), Sizes(3), Part(2, 3), Sizes(2), Part(0, 2));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    [Fact]
    public void Passes_on_the_linear_part_alone_where_the_rest_is_zero()
    {
        using MaximumConcatenation1d block = new(4, 4, 4, 4, 3);
        block.to(ScalarType.Float64);
        Silence(block);
        double[] identity = new double[16];
        for (int i = 0; i < 4; i++)
        {
            identity[i * 5] = 1;
        }

        TensorNumbers.Write<double>(block.get_parameter("linear")!, identity);
        double[] x = Numbers(2 * 4, 1);
        double[] actual = Call(block, [2, 4], x, [2, 4], x, [2, 4], x);
        Assert.Equal([.. x[..4], 0, 0, 0, .. x[4..], 0, 0, 0], actual);
    }

    [Fact]
    public void A_deeper_network_keeps_the_shallower_networks_outputs()
    {
        using MaximumConcatenation1d first = new(4, 4, 4, 2, 3);
        using MaximumConcatenation1d second = new(5, 5, 4, 2, 3, seed: 2);
        first.to(ScalarType.Float64);
        second.to(ScalarType.Float64);
        Silence(second);
        double[] readout = Numbers(2 * 5, 7);
        TensorNumbers.Write<double>(second.get_parameter("linear")!, readout);
        double[] x0 = Numbers(6 * 4, 1);
        double[] x1 = Call(first, [6, 4], x0, [6, 4], x0, [6, 4], x0);
        double[] x2 = Call(second, [6, 5], x1, [6, 5], x1, [6, 4], x0);
        for (int row = 0; row < 6; row++)
        {
            double[] expected = Product(readout, x1, row, 5);
            Assert.Equal(expected[0], x2[row * 5], Tolerance);
            Assert.Equal(expected[1], x2[(row * 5) + 1], Tolerance);
        }
    }

    [Fact]
    public void With_kernels_of_one_pixel_the_convolution_is_the_dense_block_at_every_pixel()
    {
        using MaximumConcatenation1d dense = new(4, 3, 2, 2, 3, seed: 9);
        using MaximumConcatenation2d convolution = new(4, 3, 2, 2, 3, kernelSize: 1, seed: 9);
        dense.to(ScalarType.Float64);
        convolution.to(ScalarType.Float64);
        (double[] x, double[] earlier, double[] x0) = (Numbers(5 * 4, 1), Numbers(5 * 3, 2), Numbers(5 * 2, 3));
        double[] expected = Call(dense, [5, 4], x, [5, 3], earlier, [5, 2], x0);
        double[] actual = Call(convolution, [5, 4, 1, 1], x, [5, 3, 1, 1], earlier, [5, 2, 1, 1], x0);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }

    [Fact]
    public void The_convolution_keeps_height_and_width_and_concatenates_channels()
    {
        using MaximumConcatenation2d block = new(4, 3, 2, 2, 3);
        using Tensor output = block.call(torch.zeros(2, 4, 6, 5), torch.zeros(2, 3, 6, 5), torch.zeros(2, 2, 6, 5));
        Assert.Equal([2, 5, 6, 5], output.shape);
    }

    [Fact]
    public void Refuses_an_even_kernel() => Assert.Equal(
        "kernelSize must be odd and at least 1, but was 2: an even kernel has no centre, and the output would shrink. (Parameter 'kernelSize')",
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaximumConcatenation2d(1, 1, 1, 1, 1, 2)).Message);

    private static void Silence(MaximumConcatenation block)
    {
        foreach (string name in new[] { "rectified", "straight", "outer_scale" })
        {
            TensorNumbers.Write<double>(block.get_parameter(name)!, new double[block.get_parameter(name)!.NumberOfElements]);
        }
    }

    private static double[] Call(MaximumConcatenation block, long[] shape1, double[] x, long[] shape2, double[] earlier, long[] shape3, double[] x0)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return block.call(TensorNumbers.Create<double>(x, shape1), TensorNumbers.Create<double>(earlier, shape2), TensorNumbers.Create<double>(x0, shape3))
            .data<double>().ToArray();
    }

    private static double[] Read(MaximumConcatenation block, string name) => block.get_parameter(name)!.data<double>().ToArray();

    private static double[] Product(double[] matrix, double[] rows, int row, int columns) =>
        [.. Enumerable.Range(0, matrix.Length / columns).Select(i => Enumerable.Range(0, columns).Sum(j => matrix[(i * columns) + j] * rows[(row * columns) + j]))];

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
