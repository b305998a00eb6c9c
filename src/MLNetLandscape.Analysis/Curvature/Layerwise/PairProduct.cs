namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>For units j and k >= j: result[j, k][c] = sum over rows r of Hpre_r[j, k] q_r[c], skipping rows in which unit j has no curvature.</summary>
/// <remarks>
/// For each j a product F_j'Q, F_j the rows of Hpre from column j on. Columns of Q are kept in strips and those of F_j in tiles, each contiguous over the
/// rows. A group of strips stays in the second cache while all units pass, and a block of a strip's rows in the first while a unit's tiles pass.
/// </remarks>
internal sealed class PairProduct
{
    private const int Strip = TileProduct.Strip;
    private const int Tile = TileProduct.Tile;

    /// <summary>Rows whose strip, 16 KB, fits into the first cache beside their factors.</summary>
    private const int RowBlock = 128;

    /// <summary>How much of Q to keep in the second cache: half of it.</summary>
    private const int GroupBytes = 512 * 1024;

    private readonly int units;
    private readonly int rowCapacity;
    private readonly double[] strips;
    private readonly double[][] factors;
    private readonly double[][] results;
    private readonly int[][] activeRows;
    private readonly int[] activeCounts;
    private readonly double[] padded;
    private readonly double[] corner = new double[Tile * Strip];
    private int rows;
    private bool accumulate;

    /// <summary>Allocates for so many units, columns and rows at a time.</summary>
    public PairProduct(int units, int columns, int rowCapacity)
    {
        this.units = units;
        this.rowCapacity = rowCapacity;
        PaddedColumns = TileProduct.RoundUp(columns, Strip);
        strips = GC.AllocateUninitializedArray<double>(checked(PaddedColumns * rowCapacity));
        padded = new double[PaddedColumns];
        activeCounts = new int[units];
        factors = [.. Enumerable.Range(0, units).Select(j => GC.AllocateUninitializedArray<double>(checked(Padded(j) * rowCapacity)))];
        results = [.. Enumerable.Range(0, units).Select(j => GC.AllocateUninitializedArray<double>(checked((units - j) * PaddedColumns)))];
        activeRows = [.. Enumerable.Range(0, units).Select(_ => new int[rowCapacity])];
    }

    /// <summary>Columns, rounded up to whole strips.</summary>
    private int PaddedColumns { get; }

    /// <summary>Takes a row.</summary>
    /// <param name="hessian">Hpre, units x units.</param>
    /// <param name="columns">q.</param>
    public void Add(ReadOnlySpan<double> hessian, ReadOnlySpan<double> columns)
    {
        if (rows == rowCapacity)
        {
            Flush();
        }

        columns.CopyTo(padded);
        for (int start = 0; start < PaddedColumns; start += Strip)
        {
            padded.AsSpan(start, Strip).CopyTo(strips.AsSpan((start * rowCapacity) + (rows * Strip)));
        }

        for (int j = 0; j < units; j++)
        {
            AddFactors(hessian.Slice((j * units) + j, units - j), j);
        }

        rows++;
    }

    /// <summary>Adds the products of the rows taken since the last time.</summary>
    public void Flush()
    {
        int group = Math.Max(1, GroupBytes / (Strip * sizeof(double) * Math.Max(1, rows))) * Strip;
        for (int first = 0; first < PaddedColumns; first += group)
        {
            int end = Math.Min(first + group, PaddedColumns);
            for (int j = 0; j < units; j++)
            {
                for (int start = first; start < end; start += Strip)
                {
                    RunStrip(start, j);
                }
            }
        }

        rows = 0;
        accumulate = true;
        Array.Clear(activeCounts);
    }

    /// <summary>The sums of unit j with unit k >= j.</summary>
    public ReadOnlySpan<double> Result(int j, int k) => results[j].AsSpan((k - j) * PaddedColumns, PaddedColumns);

    private int Padded(int unit) => TileProduct.RoundUp(units - unit, Tile);

    private void AddFactors(ReadOnlySpan<double> line, int j)
    {
        if (!line.ContainsAnyExcept(0.0))
        {
            return;
        }

        int row = activeCounts[j]++;
        activeRows[j][row] = rows;
        for (int k = 0; k < line.Length; k += Tile)
        {
            Span<double> tile = factors[j].AsSpan((k * rowCapacity) + (row * Tile), Tile);
            int count = Math.Min(Tile, line.Length - k);
            line.Slice(k, count).CopyTo(tile);
            tile[count..].Clear();
        }
    }

    /// <summary>One strip for one unit, a block of rows after another.</summary>
    private void RunStrip(int start, int j)
    {
        ReadOnlySpan<double> strip = strips.AsSpan(start * rowCapacity, Strip * rowCapacity);
        int count = activeCounts[j];
        int width = Padded(j);
        for (int row = 0; row < count || (row == 0 && !accumulate); row += RowBlock)
        {
            ReadOnlySpan<int> block = activeRows[j].AsSpan(row, Math.Min(RowBlock, count - row));
            for (int k = 0; k < width; k += Tile)
            {
                ReadOnlySpan<double> tile = factors[j].AsSpan((k * rowCapacity) + (row * Tile), block.Length * Tile);
                Span<double> result = results[j].AsSpan((k * PaddedColumns) + start);
                if (k + Tile <= units - j)
                {
                    TileProduct.Run(strip, block, tile, result, PaddedColumns, accumulate || row > 0);
                }
                else
                {
                    RunCorner(strip, block, tile, result, units - j - k, accumulate || row > 0);
                }
            }
        }
    }

    /// <summary>A tile that has fewer units than it could: only theirs are kept, so that a layer of one unit takes no memory for eight.</summary>
    private void RunCorner(ReadOnlySpan<double> strip, ReadOnlySpan<int> block, ReadOnlySpan<double> tile, Span<double> result, int count, bool add)
    {
        Array.Clear(corner);
        for (int k = 0; k < count && add; k++)
        {
            result.Slice(k * PaddedColumns, Strip).CopyTo(corner.AsSpan(k * Strip));
        }

        TileProduct.Run(strip, block, tile, corner, Strip, add);
        for (int k = 0; k < count; k++)
        {
            corner.AsSpan(k * Strip, Strip).CopyTo(result[(k * PaddedColumns)..]);
        }
    }
}
