using System.Runtime.Intrinsics;
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
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Apply(values, key, firstIndex, rate, InstructionSets.Best<T>());

    internal static void Apply<T>(Span<T> values, ulong key, long firstIndex, double rate, InstructionSet set)
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
        T scale = T.CreateChecked(1 / (1 - rate));
        ulong start = unchecked(key + ((ulong)((firstIndex / 2) + 1) * RandomSource.Gamma));
        int done = set switch
        {
            InstructionSet.Avx512 => Apply512(values, start, threshold, scale),
            InstructionSet.Avx2 => Apply256(values, start, threshold, scale),
            _ => 0,
        };
        ApplyScalar(values[done..], unchecked(start + ((ulong)(done / 2) * RandomSource.Gamma)), threshold, scale);
    }

    /// <summary>The specification; <paramref name="state"/> is what the first pair of elements is mixed from.</summary>
    private static void ApplyScalar<T>(Span<T> values, ulong state, uint threshold, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            ulong bits = RandomSource.Mix(unchecked(state + ((ulong)(i / 2) * RandomSource.Gamma)));
            uint half = i % 2 == 0 ? (uint)bits : (uint)(bits >> 32);
            values[i] = half < threshold ? T.Zero : values[i] * scale;
        }
    }

    /// <summary>Eight numbers of the stream, hence 16 elements, at a time; how many elements it has done. A vector of 64-bit numbers holds the halves in order.</summary>
    private static int Apply512<T>(Span<T> values, ulong start, uint threshold, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector512<ulong> state = Vector512.Create(start) + (Vector512<ulong>.Indices * RandomSource.Gamma);
        Vector512<ulong> step = Vector512.Create(unchecked((ulong)Vector512<ulong>.Count * RandomSource.Gamma));
        int pairs = Vector512<ulong>.Count;
        int end = values.Length - (values.Length % (2 * pairs));
        fixed (T* v = values)
        {
            // Bounds: i + 2 pairs <= end <= length.
            for (int i = 0; i < end; i += 2 * pairs, state += step)
            {
                Vector512<ulong> z = state;
                z = (z ^ (z >>> 30)) * Vector512.Create(RandomSource.FirstFactor);
                z = (z ^ (z >>> 27)) * Vector512.Create(RandomSource.SecondFactor);
                z ^= z >>> 31;
                Vector512<int> kept = Vector512.GreaterThanOrEqual(z.AsUInt32(), Vector512.Create(threshold)).AsInt32();
                if (typeof(T) == typeof(float))
                {
                    (kept.As<int, T>() & (Vector512.Load(v + i) * scale)).Store(v + i);
                }
                else
                {
                    (Vector512.WidenLower(kept).As<long, T>() & (Vector512.Load(v + i) * scale)).Store(v + i);
                    (Vector512.WidenUpper(kept).As<long, T>() & (Vector512.Load(v + i + pairs) * scale)).Store(v + i + pairs);
                }
            }
        }

        return end;
    }

    /// <summary>As <see cref="Apply512"/>, with four numbers and eight elements at a time.</summary>
    private static int Apply256<T>(Span<T> values, ulong start, uint threshold, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector256<ulong> state = Vector256.Create(start) + (Vector256<ulong>.Indices * RandomSource.Gamma);
        Vector256<ulong> step = Vector256.Create(unchecked((ulong)Vector256<ulong>.Count * RandomSource.Gamma));
        int pairs = Vector256<ulong>.Count;
        int end = values.Length - (values.Length % (2 * pairs));
        fixed (T* v = values)
        {
            // Bounds: i + 2 pairs <= end <= length.
            for (int i = 0; i < end; i += 2 * pairs, state += step)
            {
                Vector256<ulong> z = state;
                z = (z ^ (z >>> 30)) * Vector256.Create(RandomSource.FirstFactor);
                z = (z ^ (z >>> 27)) * Vector256.Create(RandomSource.SecondFactor);
                z ^= z >>> 31;
                Vector256<int> kept = Vector256.GreaterThanOrEqual(z.AsUInt32(), Vector256.Create(threshold)).AsInt32();
                if (typeof(T) == typeof(float))
                {
                    (kept.As<int, T>() & (Vector256.Load(v + i) * scale)).Store(v + i);
                }
                else
                {
                    (Vector256.WidenLower(kept).As<long, T>() & (Vector256.Load(v + i) * scale)).Store(v + i);
                    (Vector256.WidenUpper(kept).As<long, T>() & (Vector256.Load(v + i + pairs) * scale)).Store(v + i + pairs);
                }
            }
        }

        return end;
    }
}
