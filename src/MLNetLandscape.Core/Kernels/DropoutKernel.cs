using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Dropout whose mask is recomputed from a key instead of stored: element i of a tensor is kept or dropped by (key, i) alone.</summary>
/// <remarks>
/// Elements 2j and 2j + 1 take the lower and upper 32 bits of the SplitMix64 number Mix(key + (j + 1) gamma), the stream's number j. An element is
/// dropped if its bits, read as an integer, lie below rate 2^32; a kept one is divided by 1 - rate. The same call on gradients is the
/// backward pass. Source: Srivastava et al., JMLR 15, 2014, in the inverted form, so that inference needs no factor.
/// </remarks>
internal static unsafe class DropoutKernel
{
    /// <summary>Replaces kept values by value / (1 - rate) and the others by zero.</summary>
    /// <param name="values">A part of a tensor, in memory order.</param>
    /// <param name="key">The stream's key.</param>
    /// <param name="firstIndex">The place of the part in the tensor; even.</param>
    /// <param name="rate">The probability of being dropped, 0 inclusive to 1 exclusive, resolved to 2^-32.</param>
    /// <exception cref="ArgumentException"><paramref name="firstIndex"/> is negative or odd, or <paramref name="rate"/> out of range.</exception>
    public static void Apply<T>(Span<T> values, ulong key, long firstIndex, double rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (firstIndex < 0 || firstIndex % 2 != 0)
        {
            throw new ArgumentException($"firstIndex must be even and not negative, but was {firstIndex}.", nameof(firstIndex));
        }

        if (!(rate >= 0 && rate < 1))
        {
            throw new ArgumentException($"rate must be at least 0 and below 1, but was {rate}.", nameof(rate));
        }

        uint threshold = (uint)(rate * 4294967296.0);
        Scalar(values, key, firstIndex, threshold, T.CreateChecked(1 / (1 - rate)));
    }

    private static void Scalar<T>(Span<T> values, ulong key, long firstIndex, uint threshold, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            ulong bits = RandomSource.Mix(unchecked(key + ((ulong)((firstIndex + i) / 2 + 1) * RandomSource.Gamma)));
            uint half = (i & 1) == 0 ? (uint)bits : (uint)(bits >> 32);
            values[i] = half < threshold ? T.Zero : values[i] * scale;
        }
    }
}
