namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>A'HA for one dense map A and many symmetric H: two products of register tiles, A laid out once.</summary>
internal sealed class PullBack
{
    private readonly int outputs;
    private readonly int inputs;
    private readonly int paddedOutputs;
    private readonly int paddedInputs;
    private readonly int[] rows;
    private readonly double[] map;
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
        map = new double[outputs * paddedInputs];
        mapStrips = new double[outputs * paddedInputs];
        for (int i = 0; i < outputs; i++)
        {
            matrix.Slice(i * inputs, inputs).CopyTo(map.AsSpan(i * paddedInputs));
            for (int start = 0; start < paddedInputs; start += TileProduct.Strip)
            {
                map.AsSpan((i * paddedInputs) + start, TileProduct.Strip).CopyTo(mapStrips.AsSpan((start * outputs) + (i * TileProduct.Strip)));
            }
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
            hessian.Slice(i * outputs, outputs).CopyTo(factors.AsSpan(i * paddedOutputs));
        }

        for (int start = 0; start < paddedInputs; start += TileProduct.Strip)
        {
            // Columns [start, start + 16) of H A, which is H'A; then of A' times that.
            for (int k = 0; k < paddedOutputs; k += TileProduct.Tile)
            {
                ReadOnlySpan<double> strip = mapStrips.AsSpan(start * outputs, TileProduct.Strip * outputs);
                TileProduct.Run(
                    strip, rows, factors, paddedOutputs, k, half.AsSpan(k * TileProduct.Strip), TileProduct.Strip, accumulate: false);
            }

            for (int k = 0; k < paddedInputs; k += TileProduct.Tile)
            {
                TileProduct.Run(half, rows, map, paddedInputs, k, result.AsSpan(k * TileProduct.Strip), TileProduct.Strip, accumulate: false);
            }

            int count = Math.Min(TileProduct.Strip, inputs - start);
            for (int p = 0; p < inputs; p++)
            {
                result.AsSpan(p * TileProduct.Strip, count).CopyTo(destination.Slice((p * inputs) + start, count));
            }
        }
    }
}
