using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>For units j and k >= j: result[j, k][c] = sum over rows r of Hpre_r[j, k] q_r[c], skipping rows in which unit j has no curvature.</summary>
/// <remarks>
/// A register tile of 8 units by 16 columns: 16 accumulators; per row two vector loads, eight broadcasts, sixteen multiply-adds. Columns are kept
/// in strips of 16 so that a strip of all rows is contiguous, and several j share it while it is near. Each sum runs over the rows in order: the
/// result does not depend on the tiles.
/// </remarks>
internal sealed class PairProduct
{
    /// <summary>Units j that share a strip of columns while it is in the cache.</summary>
    public const int GroupSize = 4;

    private const int Strip = 16;
    private const int Tile = 8;
    private readonly int units;
    private readonly int rowCapacity;
    private readonly double[] strips;
    private readonly double[][] factors = new double[GroupSize][];
    private readonly double[][] results = new double[GroupSize][];
    private readonly int[][] activeRows = new int[GroupSize][];
    private readonly int[] activeCounts = new int[GroupSize];

    /// <summary>Allocates for so many units, columns and rows.</summary>
    public PairProduct(int units, int columns, int rowCapacity)
    {
        this.units = units;
        this.rowCapacity = rowCapacity;
        PaddedColumns = (columns + Strip - 1) / Strip * Strip;
        strips = new double[checked(PaddedColumns * rowCapacity)];
        int paddedUnits = Padded(units);
        for (int g = 0; g < Math.Min(GroupSize, units); g++)
        {
            factors[g] = new double[checked(rowCapacity * paddedUnits)];
            results[g] = new double[checked(paddedUnits * PaddedColumns)];
            activeRows[g] = new int[rowCapacity];
        }
    }

    /// <summary>Columns, rounded up to whole strips; what is beyond must be zero.</summary>
    public int PaddedColumns { get; }

    /// <summary>Takes q of a row.</summary>
    public void SetRow(int row, ReadOnlySpan<double> columns)
    {
        for (int start = 0; start < PaddedColumns; start += Strip)
        {
            columns.Slice(start, Strip).CopyTo(strips.AsSpan((start * rowCapacity) + (row * Strip)));
        }
    }

    /// <summary>Computes the results of the units [first, end), at most <see cref="GroupSize"/>.</summary>
    public void Compute(ReadOnlySpan<double> hessians, int rows, int first, int end)
    {
        for (int j = first; j < end; j++)
        {
            Gather(hessians, rows, j, j - first);
        }

        for (int start = 0; start < PaddedColumns; start += Strip)
        {
            ReadOnlySpan<double> strip = strips.AsSpan(start * rowCapacity, Strip * rows);
            for (int j = first; j < end; j++)
            {
                int g = j - first;
                int width = Padded(units - j);
                for (int k = 0; k < width; k += Tile)
                {
                    RunTile(strip, activeRows[g].AsSpan(0, activeCounts[g]), factors[g].AsSpan(0, activeCounts[g] * width), width, k, results[g].AsSpan((k * PaddedColumns) + start), PaddedColumns);
                }
            }
        }
    }

    /// <summary>The sums of the group's g-th unit j with unit j + <paramref name="offset"/>.</summary>
    public ReadOnlySpan<double> Result(int g, int offset) => results[g].AsSpan(offset * PaddedColumns, PaddedColumns);

    private static int Padded(int count) => (count + Tile - 1) / Tile * Tile;

    /// <summary>Brings row j of every Hpre, from column j on, side by side, leaving out rows that are zero.</summary>
    private void Gather(ReadOnlySpan<double> hessians, int rows, int j, int g)
    {
        int width = Padded(units - j);
        int count = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> line = hessians.Slice((row * units * units) + (j * units) + j, units - j);
            if (line.ContainsAnyExcept(0.0))
            {
                Span<double> destination = factors[g].AsSpan(count * width, width);
                line.CopyTo(destination);
                destination[line.Length..].Clear();
                activeRows[g][count++] = row;
            }
        }

        activeCounts[g] = count;
    }

    /// <summary>One tile: <see cref="Tile"/> units from <paramref name="k"/> on, one strip of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile(
        ReadOnlySpan<double> strip, ReadOnlySpan<int> rows, ReadOnlySpan<double> factors, int width, int k, Span<double> result, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(((Tile - 1) * stride) + Strip, result.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k + Tile, width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Length * width, factors.Length);
        Vector512<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        Vector512<double> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        ref double factor = ref Unsafe.Add(ref MemoryMarshal.GetReference(factors), k);
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<double> q = strip.Slice(rows[i] * Strip, Strip);
            Vector512<double> q0 = Vector512.Create(q);
            Vector512<double> q1 = Vector512.Create(q[8..]);
            Multiply(q0, q1, factor, ref a0, ref a1);
            Multiply(q0, q1, Unsafe.Add(ref factor, 1), ref b0, ref b1);
            Multiply(q0, q1, Unsafe.Add(ref factor, 2), ref c0, ref c1);
            Multiply(q0, q1, Unsafe.Add(ref factor, 3), ref d0, ref d1);
            Multiply(q0, q1, Unsafe.Add(ref factor, 4), ref e0, ref e1);
            Multiply(q0, q1, Unsafe.Add(ref factor, 5), ref f0, ref f1);
            Multiply(q0, q1, Unsafe.Add(ref factor, 6), ref g0, ref g1);
            Multiply(q0, q1, Unsafe.Add(ref factor, 7), ref h0, ref h1);
            factor = ref Unsafe.Add(ref factor, width);
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
    private static void Multiply(Vector512<double> q0, Vector512<double> q1, double factor, ref Vector512<double> sum0, ref Vector512<double> sum1)
    {
        Vector512<double> h = Vector512.Create(factor);
        sum0 = Vector512.FusedMultiplyAdd(h, q0, sum0);
        sum1 = Vector512.FusedMultiplyAdd(h, q1, sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> sum0, Vector512<double> sum1, Span<double> result)
    {
        sum0.CopyTo(result);
        sum1.CopyTo(result[8..]);
    }
}
