using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Kernels;

/// <summary>What the tests of the kernels share: the instruction sets to try, random arrays, and comparisons.</summary>
public abstract class KernelContract
{
    /// <summary>Every vector form; one that this machine lacks is skipped and reported.</summary>
    public static TheoryData<string> VectorSets => new(nameof(InstructionSet.Vector128), nameof(InstructionSet.Avx2), nameof(InstructionSet.Avx512));

    private protected static InstructionSet Supported(string name)
    {
        InstructionSet set = Enum.Parse<InstructionSet>(name);
        if (!InstructionSets.IsSupported<float>(set))
        {
            Assert.Skip($"This machine, or its runtime settings, has no {name}.");
        }

        return set;
    }

    private protected static T[] RandomArray<T>(ref RandomSource random, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[length];
        foreach (ref T value in values.AsSpan())
        {
            value = T.CreateChecked((2 * random.NextDouble()) - 1);
        }

        return values;
    }

    /// <summary>Asserts equality to <paramref name="ulps"/> units of the type's precision, relative to <paramref name="scale"/> or the value. For a sum the scale is its number of terms.</summary>
    private protected static void AssertClose<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, double ulps, double scale, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        double unit = typeof(T) == typeof(float) ? Math.Pow(2, -23) : Math.Pow(2, -52);
        for (int i = 0; i < expected.Length; i++)
        {
            double e = double.CreateChecked(expected[i]);
            double a = double.CreateChecked(actual[i]);
            double tolerance = ulps * unit * Math.Max(Math.Abs(e), scale);
            if (!(Math.Abs(e - a) <= tolerance))
            {
                Assert.Fail($"{what}: element {i} is {a:R} instead of {e:R}");
            }
        }
    }

    private protected static void AssertSame<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!expected[i].Equals(actual[i]))
            {
                Assert.Fail($"{what}: element {i} is {actual[i]} instead of {expected[i]}");
            }
        }
    }
}
