using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class DropoutKernelTests : KernelContract
{
    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Vector_forms_equal_the_scalar_form_bit_for_bit(string set)
    {
        CheckForms<float>(Supported(set));
        CheckForms<double>(Supported(set));
    }

    [Fact]
    public void Mask_is_the_halves_of_the_streams_numbers()
    {
        RandomSource random = new(77);
        double[] values = new double[64];
        values.AsSpan().Fill(3);
        DropoutKernel.Apply<double>(values, random.Key, 0, 0.25);
        for (int i = 0; i < values.Length; i += 2)
        {
            ulong bits = random.NextUInt64();
            Assert.Equal((uint)bits < 1u << 30 ? 0 : 4, values[i]);
            Assert.Equal((uint)(bits >> 32) < 1u << 30 ? 0 : 4, values[i + 1]);
        }
    }

    [Fact]
    public void Mask_does_not_depend_on_how_a_tensor_is_split()
    {
        float[] whole = Ones(320);
        float[] parts = Ones(320);
        DropoutKernel.Apply<float>(whole, 5, 0, 0.5);
        DropoutKernel.Apply<float>(parts.AsSpan(0, 96), 5, 0, 0.5);
        DropoutKernel.Apply<float>(parts.AsSpan(96), 5, 96, 0.5);
        AssertSame<float>(whole, parts, "mask");
    }

    [Fact]
    public void Drops_the_given_share()
    {
        float[] values = Ones(100_000);
        DropoutKernel.Apply<float>(values, 1234, 0, 0.3);

        // Four standard deviations of a binomial share: 4 sqrt(0.3 0.7 / 100000) = 0.0058.
        Assert.InRange(values.Count(value => value == 0) / 100_000.0, 0.2942, 0.3058);
        Assert.All(values.Where(value => value != 0), value => Assert.Equal((float)(1 / 0.7), value));
    }

    [Fact]
    public void Rate_zero_keeps_everything()
    {
        float[] values = Ones(50);
        DropoutKernel.Apply<float>(values, 1, 0, 0);
        Assert.All(values, value => Assert.Equal(1, value));
    }

    [Fact]
    public void Refuses_a_rate_of_one_and_an_odd_start()
    {
        ArgumentException rate = Assert.Throws<ArgumentException>(() => DropoutKernel.Apply<float>(new float[2], 1, 0, 1));
        Assert.Equal("rate must be at least 0 and below 1, but was 1. (Parameter 'rate')", rate.Message);
        Assert.Throws<ArgumentException>(() => DropoutKernel.Apply<float>(new float[2], 1, 0, double.NaN));
        ArgumentException start = Assert.Throws<ArgumentException>(() => DropoutKernel.Apply<float>(new float[2], 1, 3, 0.5));
        Assert.Equal("firstIndex must be even and not negative, but was 3. (Parameter 'firstIndex')", start.Message);
    }

    private static float[] Ones(int length)
    {
        float[] values = new float[length];
        values.AsSpan().Fill(1);
        return values;
    }

    private static void CheckForms<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int length in (int[])[0, 1, 7, 16, 17, 31, 32, 100, 1024])
        {
            RandomSource random = new(length);
            T[] expected = RandomArray<T>(ref random, length);
            T[] actual = [.. expected];
            DropoutKernel.Apply<T>(expected, random.Key, 1L << 40, 0.37, InstructionSet.Scalar);
            DropoutKernel.Apply<T>(actual, random.Key, 1L << 40, 0.37, set);
            AssertSame<T>(expected, actual, $"length {length}");
        }
    }
}
