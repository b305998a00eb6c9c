namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>A'HA for one dense map A and many symmetric H: two products of register tiles, A laid out once.</summary>
internal sealed class PullBack
{
    private readonly int outputs;
    private readonly int inputs;
    private readonly int paddedOutputs;
    private readonly int paddedInputs;
    private readonly int[] rows;
    private readonly double[] mapTiles;
    private readonly double[] mapStrips;
    private readonly double[] factors;
    private readonly double[] half;
    private readonly double[] result;

    /// <summary>Lays out A, outputs x inputs.</summary>
    public PullBack(ReadOnlySpan<double> matrix, int outputs, int inputs)
    {
        (this.outputs, this.inputs) = (outputs, inputs);
        paddedOutputs = TileProduct.RoundUp(outputs, TileProduct.Tile);
        paddedInputs = TileProduct.RoundUp(inputs, TileProduct.Strip);
        rows = [.. Enumerable.Range(0, outputs)];
        mapTiles = new double[outputs * paddedInputs];
        mapStrips = new double[outputs * paddedInputs];
        for (int i = 0; i < outputs; i++)
        {
            ReadOnlySpan<double> row = matrix.Slice(i * inputs, inputs);
            CopyPieces(row, mapTiles, TileProduct.Tile, outputs, i);
            CopyPieces(row, mapStrips, TileProduct.Strip, outputs, i);
        }

        factors = new double[outputs * paddedOutputs];
        half = new double[paddedOutputs * TileProduct.Strip];
        result = new double[paddedInputs * TileProduct.Strip];
    }

    /// <summary>Writes A'HA, inputs x inputs.</summary>
    public void Apply(ReadOnlySpan<double> hessian, Span<double> destination)
    {
        for (int i = 0; i < outputs; i++)
        {
            CopyPieces(hessian.Slice(i * outputs, outputs), factors, TileProduct.Tile, outputs, i);
        }

        for (int start = 0; start < paddedInputs; start += TileProduct.Strip)
        {
            // Columns [start, start + 16) of H A, which is H'A; then of A' times that.
            for (int k = 0; k < paddedOutputs; k += TileProduct.Tile)
            {
                ReadOnlySpan<double> strip = mapStrips.AsSpan(start * outputs, TileProduct.Strip * outputs);
                TileProduct.Run(strip, rows, factors.AsSpan(k * outputs), half.AsSpan(k * TileProduct.Strip), TileProduct.Strip, accumulate: false);
            }

            for (int k = 0; k < paddedInputs; k += TileProduct.Tile)
            {
                TileProduct.Run(half, rows, mapTiles.AsSpan(k * outputs), result.AsSpan(k * TileProduct.Strip), TileProduct.Strip, accumulate: false);
            }

            int count = Math.Min(TileProduct.Strip, inputs - start);
            for (int p = 0; p < inputs; p++)
            {
                result.AsSpan(p * TileProduct.Strip, count).CopyTo(destination.Slice((p * inputs) + start, count));
            }
        }
    }

    /// <summary>Deals a row out to pieces of so many columns, each contiguous over all rows.</summary>
    private static void CopyPieces(ReadOnlySpan<double> row, Span<double> pieces, int width, int rowCount, int index)
    {
        for (int start = 0; start < row.Length; start += width)
        {
            row.Slice(start, Math.Min(width, row.Length - start)).CopyTo(pieces[((start * rowCount) + (index * width))..]);
        }
    }
}
