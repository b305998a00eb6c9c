using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>The inner loop of the recursion: a register tile of F'Q, 8 columns of F by 16 columns of Q.</summary>
/// <remarks>
/// 16 accumulators of 8 doubles; per row two vector loads, eight broadcasts, sixteen multiply-adds. Q lies in strips of 16 columns and F in tiles of 8, row by
/// row, so that each is contiguous. Each sum runs over the rows in their order: the result does not depend on how a matrix is tiled.
/// </remarks>
internal static class TileProduct
{
    /// <summary>Columns of a strip of Q.</summary>
    public const int Strip = 16;

    /// <summary>Columns of F in a tile.</summary>
    public const int Tile = 8;

    /// <summary>The next multiple.</summary>
    public static int RoundUp(int count, int multiple) => (count + multiple - 1) / multiple * multiple;

    /// <summary>result[k, c] = sum over i of factors[i, k] strip[rows[i], c], for <see cref="Tile"/> k and the columns of one strip.</summary>
    /// <param name="strip">Rows of <see cref="Strip"/> numbers.</param>
    /// <param name="rows">The rows of the strip that take part.</param>
    /// <param name="factors"><see cref="Tile"/> numbers for each of those.</param>
    /// <param name="result">Receives the tile.</param>
    /// <param name="stride">From one row of the result to the next.</param>
    /// <param name="accumulate">Whether the sums go on from what the result holds, or start at zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        ReadOnlySpan<double> strip, ReadOnlySpan<int> rows, ReadOnlySpan<double> factors, Span<double> result, int stride, bool accumulate)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(((Tile - 1) * stride) + Strip, result.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Length * Tile, factors.Length);
        Vector512<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        Vector512<double> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        if (accumulate)
        {
            Load(result, out a0, out a1);
            Load(result[stride..], out b0, out b1);
            Load(result[(2 * stride)..], out c0, out c1);
            Load(result[(3 * stride)..], out d0, out d1);
            Load(result[(4 * stride)..], out e0, out e1);
            Load(result[(5 * stride)..], out f0, out f1);
            Load(result[(6 * stride)..], out g0, out g1);
            Load(result[(7 * stride)..], out h0, out h1);
        }

        ref double factor = ref MemoryMarshal.GetReference(factors);
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<double> q = strip.Slice(rows[i] * Strip, Strip);
            ref double first = ref MemoryMarshal.GetReference(q);
            Vector512<double> q0 = Vector512.LoadUnsafe(ref first);
            Vector512<double> q1 = Vector512.LoadUnsafe(ref first, 8);
            Vector512<double> t = Vector512.Create(factor);
            a0 = Vector512.FusedMultiplyAdd(t, q0, a0);
            a1 = Vector512.FusedMultiplyAdd(t, q1, a1);
            t = Vector512.Create(Unsafe.Add(ref factor, 1));
            b0 = Vector512.FusedMultiplyAdd(t, q0, b0);
            b1 = Vector512.FusedMultiplyAdd(t, q1, b1);
            t = Vector512.Create(Unsafe.Add(ref factor, 2));
            c0 = Vector512.FusedMultiplyAdd(t, q0, c0);
            c1 = Vector512.FusedMultiplyAdd(t, q1, c1);
            t = Vector512.Create(Unsafe.Add(ref factor, 3));
            d0 = Vector512.FusedMultiplyAdd(t, q0, d0);
            d1 = Vector512.FusedMultiplyAdd(t, q1, d1);
            t = Vector512.Create(Unsafe.Add(ref factor, 4));
            e0 = Vector512.FusedMultiplyAdd(t, q0, e0);
            e1 = Vector512.FusedMultiplyAdd(t, q1, e1);
            t = Vector512.Create(Unsafe.Add(ref factor, 5));
            f0 = Vector512.FusedMultiplyAdd(t, q0, f0);
            f1 = Vector512.FusedMultiplyAdd(t, q1, f1);
            t = Vector512.Create(Unsafe.Add(ref factor, 6));
            g0 = Vector512.FusedMultiplyAdd(t, q0, g0);
            g1 = Vector512.FusedMultiplyAdd(t, q1, g1);
            t = Vector512.Create(Unsafe.Add(ref factor, 7));
            h0 = Vector512.FusedMultiplyAdd(t, q0, h0);
            h1 = Vector512.FusedMultiplyAdd(t, q1, h1);
            factor = ref Unsafe.Add(ref factor, Tile);
        }

        Store(a0, a1, result);
        Store(b0, b1, result[stride..]);
        Store(c0, c1, result[(2 * stride)..]);
        Store(d0, d1, result[(3 * stride)..]);
        Store(e0, e1, result[(4 * stride)..]);
        Store(f0, f1, result[(5 * stride)..]);
        Store(g0, g1, result[(6 * stride)..]);
        Store(h0, h1, result[(7 * stride)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ReadOnlySpan<double> result, out Vector512<double> sum0, out Vector512<double> sum1)
    {
        ref double first = ref MemoryMarshal.GetReference(result);
        sum0 = Vector512.LoadUnsafe(ref first);
        sum1 = Vector512.LoadUnsafe(ref first, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> sum0, Vector512<double> sum1, Span<double> result)
    {
        ref double first = ref MemoryMarshal.GetReference(result);
        sum0.StoreUnsafe(ref first);
        sum1.StoreUnsafe(ref first, 8);
    }
}
