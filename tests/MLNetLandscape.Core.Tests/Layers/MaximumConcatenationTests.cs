using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class MaximumConcatenationTests
{
    [Fact]
    public void Computes_its_formula_with_gradients_by_hand()
    {
        // L = [1 2], A~ = [3 0], A = [-1 0], W = [0 1], alpha_in = 0.5, alpha_out = 2, x = (1, -1):
        // L x = -1; u = exp(0.5 3) = e^1.5; sigma(A x) = -0.15; W x = -1; y = [-1; 2 u - 0.15], E = y1 + 10 y2.
        ReferenceRun run = ReferenceRun.Of(
            new MaximumConcatenation(1, 1), Shape.Vector(2), PassMode.Training, [1, -1], [1, 2, 3, 0, -1, 0, 0, 1, 0.5, 2], [1, 10]);
        double u = Math.Exp(1.5);
        AssertClose([-1, (2 * u) - 0.15], run.Outputs);

        // dE/dq = 10 * 2 u 0.5; dE/da = 10 * 0.15; W x lost the maximum.
        AssertClose([1 + (3 * 10 * u) - 1.5, 2], run.InputGradient);
        AssertClose([1, -1, 10 * u, -10 * u, 1.5, -1.5, 0, 0, 10 * 2 * u * 3, 10 * u], run.ParameterGradient);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Computes_its_formula_on_slices_and_images(int kernelSize)
    {
        const double Tolerance = 1e-12;
        MaximumConcatenation layer = new(2, 3) { Previous = new(1, 3), Earlier = new(0, 2), Source = new(3, 2), KernelSize = kernelSize };
        Shape shape = kernelSize == 1 ? Shape.Vector(5) : new Shape(5, 4, 3);
        double[] parameters = Numbers(layer.GetParameterCount(shape), 1);
        double[] x = Numbers(shape.Size, 2);
        double[] y = ReferenceRun.Of(layer, shape, PassMode.Inference, x, parameters, new double[layer.GetOutputShape(shape).Size]).Outputs;
        int offset = 0;
        double[] linear = Map(x, shape, 1, 3, 2);
        double[] exponential = Map(x, shape, 3, 2, 3);
        double[] rectified = Map(x, shape, 0, 2, 3);
        double[] straight = Map(x, shape, 1, 3, 3);
        for (int i = 0; i < linear.Length; i++)
        {
            Assert.Equal(linear[i], y[i], Tolerance);
        }

        for (int i = 0; i < straight.Length; i++)
        {
            double sigma = rectified[i] > 0 ? rectified[i] : 0.15 * rectified[i];
            Assert.Equal((parameters[^1] * Math.Exp(parameters[^2] * exponential[i])) + Math.Max(sigma, straight[i]), y[linear.Length + i], Tolerance);
        }

        double[] Map(double[] image, Shape size, int first, int channels, int outputs)
        {
            double[] result = new double[outputs * size.Height * size.Width];
            int half = kernelSize / 2;
            for (int place = 0; place < result.Length; place++)
            {
                (int o, int row, int column) = (place / (size.Height * size.Width), place / size.Width % size.Height, place % size.Width);
                for (int k = 0; k < channels * kernelSize * kernelSize; k++)
                {
                    (int c, int i, int j) = (k / (kernelSize * kernelSize), row + (k / kernelSize % kernelSize) - half, column + (k % kernelSize) - half);
                    result[place] += i >= 0 && i < size.Height && j >= 0 && j < size.Width
                        ? parameters[offset + (o * channels * kernelSize * kernelSize) + k] * image[((((first + c) * size.Height) + i) * size.Width) + j]
                        : 0;
                }
            }

            offset += outputs * channels * kernelSize * kernelSize;
            return result;
        }
    }

    [Fact]
    public void Agrees_with_PyTorch()
    {
        // PyTorch 1.13, float64: parameters p_i = sin(i + 1) / 2, alpha_in = 0.7, alpha_out = -0.4, x_i = sin(3 i + 1); E = sum of (i + 1) y_i.
        MaximumConcatenation layer = new(1, 2) { Previous = new(1, 2), Earlier = new(0, 2), Source = new(0, 1) };
        double[] parameters = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i + 1) / 2), 0.7, -0.4];
        double[] x = [.. Enumerable.Range(0, 3).Select(i => Math.Sin((3 * i) + 1))];
        ReferenceRun run = ReferenceRun.Of(layer, Shape.Vector(3), PassMode.Training, x, parameters, [1, 2, 3]);
        AssertClose([-0.019715558678942098, -0.4616334357953779, -0.11794435092727784], run.Outputs);
        AssertClose([0.06932111972319568, -1.1211621421519458, -0.3502106635878116], run.InputGradient);
        AssertClose(
        [
            -0.7568024953079282, 0.6569865987187891, -0.4912214157467471, -0.5656121388252244, 0.25244129544236893, -0.22704074859237844, 0, 0, 0, 0,
            -2.2704074859237844, 1.9709597961563672, 0.2562396484928742, 4.485485085269378,
        ],
            run.ParameterGradient);
    }

    [Fact]
    public void Passes_on_the_linear_part_alone_where_the_rest_is_zero()
    {
        MaximumConcatenation layer = new(2, 2);
        double[] parameters = [1, 2, 3, 4, .. Numbers(4, 1), 0, 0, 0, 0, 0, 0, 0, 0, 0.01, 0];
        ReferenceRun run = ReferenceRun.Of(layer, Shape.Vector(2), PassMode.Inference, [5, 6], parameters, [1, 1, 1, 1]);
        Assert.Equal([17, 39, 0, 0], run.Outputs);
    }

    [Fact]
    public void Shares_the_gradient_of_a_tie_equally()
    {
        // A x = W x = 0: half of E = 8 y2 goes to W, and half, times the slope 0.15, to A.
        ReferenceRun run = ReferenceRun.Of(
            new MaximumConcatenation(1, 1), Shape.Vector(1), PassMode.Training, [3], [1, 0, 0, 0, 0.01, 0], [0, 8]);
        AssertClose([0, 0, 4 * 0.15 * 3, 4 * 3, 0, 8], run.ParameterGradient);
    }

    [Fact]
    public void Names_its_parameters_and_starts_the_scalars_at_a_hundredth()
    {
        MaximumConcatenation layer = new(2, 3) { Previous = new(0, 4), Earlier = new(0, 1), Source = new(4, 2), KernelSize = 3 };
        Shape shape = new(6, 5, 5);
        Assert.Equal(
            ["linear 2x36", "exponential 3x18", "rectified 3x9", "straight 3x36", "inner_scale 1x1", "outer_scale 1x1"],
            layer.GetParameters(shape).Select(block => $"{block.Name} {block.Rows}x{block.Columns}"));
        double[] parameters = new double[layer.GetParameterCount(shape)];
        layer.Initialize(shape, parameters, [], new RandomSource(1));
        Assert.Equal([0.01, 0.01], parameters[^2..]);

        // Glorot and Bengio's bound of L: sqrt(6 / (9 (2 + 4))).
        Assert.InRange(parameters[..72].Max(Math.Abs), 0.3, Math.Sqrt(6.0 / 54));
        Assert.DoesNotContain(0.0, parameters);
    }

    [Theory]
    [InlineData(2, "MaximumConcatenation.KernelSize must be odd and at least 1, but was 2: an even kernel has no centre.")]
    [InlineData(3, "MaximumConcatenation.KernelSize must be 1 over a plain vector, but was 3. Larger kernels take images.")]
    public void Refuses_a_kernel_that_does_not_fit(int size, string message) => AssertRefused(new MaximumConcatenation(1, 1) { KernelSize = size }, message);

    [Fact]
    public void Refuses_channels_that_are_not_there() => AssertRefused(
        new MaximumConcatenation(1, 1) { Earlier = new(2, 2) },
        "MaximumConcatenation.Earlier must be at least one channel within the input's 0 .. 2, but was 2 from 2 on.");

    [Fact]
    public void Refuses_no_units() => AssertRefused(new MaximumConcatenation(1, 0), "MaximumConcatenation.Units must be at least 1, but was 0.");

    private static void AssertRefused(MaximumConcatenation layer, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => layer.GetOutputShape(Shape.Vector(3))).Message);

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Max(1, Math.Abs(pair.First))));
    }

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
