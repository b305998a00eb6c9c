namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>For units j and k >= j: result[j, k][c] = sum over rows r of Hpre_r[j, k] q_r[c], skipping rows in which unit j has no curvature.</summary>
/// <remarks>
/// Columns are kept in strips, so that a strip of all rows is contiguous, and several j share it while it is near.
/// </remarks>
internal sealed class PairProduct
{
    /// <summary>Units j that share a strip of columns while it is in the cache.</summary>
    public const int GroupSize = 4;

    private const int Strip = TileProduct.Strip;
    private const int Tile = TileProduct.Tile;

    /// <summary>Rows whose strip, 16 KB, fits into the first cache beside their factors.</summary>
    private const int RowBlock = 128;

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
        PaddedColumns = TileProduct.RoundUp(columns, Strip);
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
                RunStrip(strip, j, j - first, start);
            }
        }
    }

    /// <summary>The sums of the group's g-th unit j with unit j + <paramref name="offset"/>.</summary>
    public ReadOnlySpan<double> Result(int g, int offset) => results[g].AsSpan(offset * PaddedColumns, PaddedColumns);

    private static int Padded(int count) => TileProduct.RoundUp(count, Tile);

    /// <summary>One strip for one unit, a block of rows after another, so that the strip's part stays in the first cache for all tiles.</summary>
    private void RunStrip(ReadOnlySpan<double> strip, int j, int g, int start)
    {
        int width = Padded(units - j);
        for (int row = 0; row < Math.Max(1, activeCounts[g]); row += RowBlock)
        {
            int count = Math.Min(RowBlock, activeCounts[g] - row);
            ReadOnlySpan<int> rows = activeRows[g].AsSpan(row, count);
            ReadOnlySpan<double> block = factors[g].AsSpan(row * width, count * width);
            for (int k = 0; k < width; k += Tile)
            {
                TileProduct.Run(strip, rows, block, width, k, results[g].AsSpan((k * PaddedColumns) + start), PaddedColumns, accumulate: row > 0);
            }
        }
    }

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
}
