using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Kronecker;

/// <summary>One dense layer of <see cref="KfraRecursion"/>: its sums over rows, and its step of the recursion.</summary>
internal sealed class KfraLayer
{
    private const int Width = BatchTensor<double>.PanelWidth;
    private readonly Dense layer;
    private readonly BatchTensor<double> input;
    private readonly BatchTensor<double> output;
    private readonly BatchTensor<double> joined;
    private readonly BatchTensor<double> slopes;
    private readonly double[] inputSum;
    private readonly double[] slopeSum;
    private BatchTensor<double>? weighedInput;
    private BatchTensor<double>? weighedSlopes;
    private BatchTensor<double>? curvature;
    private BatchTensor<double>? weights;
    private BatchTensor<double>? half;
    private double[]? halfRows;

    /// <summary>Binds the layer to its place in a pass.</summary>
    public KfraLayer(LayerBlock block, Dense layer, NetworkPass<double> pass)
    {
        this.layer = layer;
        int index = block.LayerIndex;
        input = index == 0 ? pass.Input : pass.Layers[index - 1].Output;
        output = pass.Layers[index].Output;
        int columns = input.Features + 1;
        int units = output.Features;
        Factors = new KroneckerFactors(block, units, columns);
        joined = new BatchTensor<double>(columns, pass.RowCapacity);
        slopes = new BatchTensor<double>(units, pass.RowCapacity);
        inputSum = new double[checked(columns * columns)];
        slopeSum = new double[checked(units * units)];
    }

    /// <summary>The layer's factors.</summary>
    public KroneckerFactors Factors { get; }

    /// <summary>f' of the last batch, a row for each of its rows.</summary>
    public BatchTensor<double> Slopes => slopes;

    /// <summary>The sum of f' f'' over rows; of the last layer, that of B H B instead.</summary>
    public Span<double> SlopeSum => slopeSum;

    private bool IsLinear => layer.Activation is Identity;

    /// <summary>Clears the sums.</summary>
    public void Begin()
    {
        Array.Clear(inputSum);
        Array.Clear(slopeSum);
    }

    /// <summary>Adds the rows of the pass's batch to the moments of inputs and slopes; the last layer's caller adds its own.</summary>
    public void Add(ReadOnlySpan<double> rowWeights)
    {
        joined.Rows = input.Rows;
        for (int panel = 0; panel < input.PanelCount; panel++)
        {
            Span<double> target = joined.Panel(panel);
            input.Panel(panel).CopyTo(target);
            target.Slice(input.Features * Width, input.RowsIn(panel)).Fill(1);
        }

        joined.TransposeMultiply(Weigh(joined, rowWeights, ref weighedInput), inputSum, accumulate: true);
        slopes.Rows = output.Rows;
        slopes.Values.Fill(1);
        layer.Activation.MultiplyByDerivative<double>(output.Values, slopes.Values);
    }

    /// <summary>Adds f' f'' over the rows of the batch.</summary>
    public void AddSlopes(ReadOnlySpan<double> rowWeights)
    {
        if (!IsLinear)
        {
            slopes.TransposeMultiply(Weigh(slopes, rowWeights, ref weighedSlopes), slopeSum, accumulate: true);
        }
    }

    /// <summary>The last layer's factors.</summary>
    /// <param name="scale">One over the sum of weights.</param>
    public void FinishOutput(double scale)
    {
        TensorPrimitives.Multiply(slopeSum, scale, Factors.Outputs);
        FinishBoth(scale);
    }

    /// <summary>EG = (W' EG_above W) .* E[f' f''].</summary>
    public void Finish(KfraLayer above, ReadOnlySpan<double> parameters, double scale)
    {
        above.PullBack(parameters, Factors.Outputs);
        if (!IsLinear)
        {
            TensorPrimitives.Multiply(Factors.Outputs, slopeSum, Factors.Outputs);
            TensorPrimitives.Multiply(Factors.Outputs, scale, Factors.Outputs);
        }

        FinishBoth(scale);
    }

    /// <summary>Writes W' EG W of this layer.</summary>
    private void PullBack(ReadOnlySpan<double> parameters, Span<double> destination)
    {
        int units = output.Features;
        int width = input.Features;
        curvature ??= new BatchTensor<double>(units, units);
        weights ??= new BatchTensor<double>(width, units);
        half ??= new BatchTensor<double>(width, units);
        halfRows ??= new double[checked(units * width)];
        curvature.LoadRows(Factors.OutputFactor);
        weights.LoadRows(parameters.Slice(Factors.Block.Offset, units * width));
        curvature.TransposeMultiply(weights, halfRows);
        half.LoadRows(halfRows);
        weights.TransposeMultiply(half, destination);
    }

    private void FinishBoth(double scale)
    {
        TensorPrimitives.Multiply(inputSum, scale, Factors.Inputs);
        MakeSymmetric(Factors.Inputs, Factors.Columns);
        MakeSymmetric(Factors.Outputs, Factors.Units);
    }

    /// <summary>The rows times their weights; the rows themselves without.</summary>
    private static BatchTensor<double> Weigh(BatchTensor<double> rows, ReadOnlySpan<double> rowWeights, ref BatchTensor<double>? weighed)
    {
        if (rowWeights.IsEmpty)
        {
            return rows;
        }

        weighed ??= new BatchTensor<double>(rows.Features, rows.RowCapacity);
        weighed.Rows = rows.Rows;
        for (int panel = 0; panel < rows.PanelCount; panel++)
        {
            ReadOnlySpan<double> factors = rowWeights.Slice(panel * Width, rows.RowsIn(panel));
            Span<double> source = rows.Panel(panel), target = weighed.Panel(panel);
            for (int feature = 0; feature < rows.Features; feature++)
            {
                TensorPrimitives.Multiply(source.Slice(feature * Width, factors.Length), factors, target[(feature * Width)..]);
            }
        }

        return weighed;
    }

    /// <summary>A weighted or double product rounds differently above and below the diagonal.</summary>
    private static void MakeSymmetric(Span<double> matrix, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                matrix[(i * n) + j] = matrix[(j * n) + i] = (matrix[(i * n) + j] + matrix[(j * n) + i]) / 2;
            }
        }
    }
}
