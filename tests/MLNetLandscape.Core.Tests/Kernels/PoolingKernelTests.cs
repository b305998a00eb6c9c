using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class PoolingKernelTests : KernelContract
{
    private const int Panel = 32;

    public static TheoryData<string> AllSets => new(Enum.GetNames<InstructionSet>());

    [Theory]
    [MemberData(nameof(AllSets))]
    public void Takes_the_maximum_and_sends_the_gradient_back_to_it(string set)
    {
        foreach ((Shape shape, int size) in new[] { (new Shape(3, 6, 4), 2), (new Shape(2, 7, 9), 2), (new Shape(1, 9, 10), 3), (new Shape(2, 3, 3), 1), (new Shape(1, 16, 16), 16) })
        {
            Check<float>(shape, size, Supported(set));
            Check<double>(shape, size, Supported(set));
        }
    }

    [Theory]
    [MemberData(nameof(AllSets))]
    public void First_of_equal_values_wins_and_NaN_beats_numbers(string set)
    {
        float[] input = new float[4 * Panel];
        input.AsSpan().Fill(7);
        input[(2 * Panel) + 1] = float.NaN;
        float[] output = new float[Panel];
        byte[] argmax = new byte[Panel];
        PoolingKernel.Forward<float>(input, output, argmax, new Shape(1, 2, 2), 2, 1, Supported(set));
        Assert.Equal(7, output[0]);
        Assert.Equal(0, argmax[0]);
        Assert.True(float.IsNaN(output[1]));
        Assert.Equal(2, argmax[1]);
    }

    [Fact]
    public void Refuses_a_square_larger_than_the_input()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => PoolingKernel.Forward<float>(new float[192], new float[32], new byte[32], new Shape(1, 2, 3), 3, 1));
        Assert.Equal("size must be 1 to 16 and fit an input of 1x2x3, but was 3. (Parameter 'size')", exception.Message);
    }

    private static void Check<T>(Shape shape, int size, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int panels = 2;
        RandomSource random = new(size);
        int height = shape.Height / size;
        int width = shape.Width / size;
        T[] input = RandomArray<T>(ref random, shape.Size * panels * Panel);
        T[] output = new T[shape.Channels * height * width * panels * Panel];
        T[] gradient = RandomArray<T>(ref random, output.Length);
        T[] inputGradient = RandomArray<T>(ref random, input.Length);
        byte[] argmax = new byte[output.Length];
        PoolingKernel.Forward<T>(input, output, argmax, shape, size, panels, set);
        PoolingKernel.Backward<T>(gradient, argmax, inputGradient, shape, size, panels, set);

        T[] expected = new T[output.Length];
        expected.AsSpan().Fill(T.NegativeInfinity);
        T[] expectedGradient = new T[input.Length];
        for (int place = 0; place < output.Length; place++)
        {
            int best = 0;
            for (int tap = 0; tap < size * size; tap++)
            {
                int y = (place / Panel / width % height * size) + (tap / size);
                int x = (place / Panel % width * size) + (tap % size);
                int index = (((((place / Panel / width / height) * shape.Height) + y) * shape.Width) + x) * Panel + (place % Panel);
                (expected[place], best) = input[index] > expected[place] ? (input[index], index) : (expected[place], best);
            }

            expectedGradient[best] = gradient[place];
        }

        AssertSame<T>(expected, output, $"{shape}, size {size}: output");
        AssertSame<T>(expectedGradient, inputGradient, $"{shape}, size {size}: gradient");

        // Gated by the output: as the gradient of a rectifier below, whose derivative is a matter of the input's sign.
        PoolingKernel.Backward<T>(gradient, argmax, inputGradient, shape, size, panels, set, output);
        ReluKernel.MultiplyByDerivative<T>(input, expectedGradient);
        AssertSame<T>(expectedGradient, inputGradient, $"{shape}, size {size}: gated gradient");
    }
}
