using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Kronecker;

/// <summary>One dense layer of <see cref="KfraRecursion"/>: its sums over rows, and its step of the recursion.</summary>
internal sealed class KfraLayer
{
    private readonly Dense layer;
    private readonly BatchTensor<double> input;
    private readonly BatchTensor<double> output;
    private readonly BatchTensor<double> joined;
    private readonly BatchTensor<double> slopes;
    private readonly double[] joinedRows;
    private readonly double[] slopeRows;
    private readonly double[] scaled;
    private readonly double[] inputSum;
    private readonly double[] slopeSum;
    private BatchTensor<double>? curvature;
    private BatchTensor<double>? weights;
    private double[]? half;

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
        joinedRows = new double[checked(pass.RowCapacity * columns)];
        slopeRows = new double[checked(pass.RowCapacity * units)];
        scaled = new double[checked(pass.RowCapacity * Math.Max(columns, units))];
        inputSum = new double[checked(columns * columns)];
        slopeSum = new double[checked(units * units)];
    }

    /// <summary>The layer's factors.</summary>
    public KroneckerFactors Factors { get; }

    /// <summary>f' of the last batch, rows x units.</summary>
    public ReadOnlySpan<double> SlopeRows => slopeRows.AsSpan(0, output.Rows * output.Features);

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
        int columns = Factors.Columns;
        Span<double> rows = joinedRows.AsSpan(0, input.Rows * columns);
        for (int row = 0; row < input.Rows; row++)
        {
            for (int feature = 0; feature < columns - 1; feature++)
            {
                rows[(row * columns) + feature] = input[row, feature];
            }

            rows[(row * columns) + columns - 1] = 1;
        }

        joined.LoadRows(rows);
        joined.TransposeMultiply(Weigh(rows, columns, rowWeights), columns, inputSum, accumulate: true);
        FillSlopes();
    }

    /// <summary>Adds f' f'' over the rows of the batch.</summary>
    public void AddSlopes(ReadOnlySpan<double> rowWeights)
    {
        if (!IsLinear)
        {
            slopes.LoadRows(SlopeRows);
            slopes.TransposeMultiply(Weigh(SlopeRows, output.Features, rowWeights), output.Features, slopeSum, accumulate: true);
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
        half ??= new double[checked(units * width)];
        ReadOnlySpan<double> w = parameters.Slice(Factors.Block.Offset, units * width);
        curvature.LoadRows(Factors.OutputFactor);
        curvature.TransposeMultiply(w, width, half);
        weights.LoadRows(w);
        weights.TransposeMultiply(half, width, destination);
    }

    private void FinishBoth(double scale)
    {
        TensorPrimitives.Multiply(inputSum, scale, Factors.Inputs);
        MakeSymmetric(Factors.Inputs, Factors.Columns);
        MakeSymmetric(Factors.Outputs, Factors.Units);
    }

    private void FillSlopes()
    {
        slopes.Rows = output.Rows;
        slopes.Values.Fill(1);
        layer.Activation.MultiplyByDerivative<double>(output.Values, slopes.Values);
        for (int row = 0; row < output.Rows; row++)
        {
            for (int unit = 0; unit < output.Features; unit++)
            {
                slopeRows[(row * output.Features) + unit] = slopes[row, unit];
            }
        }
    }

    private ReadOnlySpan<double> Weigh(ReadOnlySpan<double> rows, int width, ReadOnlySpan<double> rowWeights)
    {
        if (rowWeights.IsEmpty)
        {
            return rows;
        }

        for (int row = 0; row < rowWeights.Length; row++)
        {
            TensorPrimitives.Multiply(rows.Slice(row * width, width), rowWeights[row], scaled.AsSpan(row * width, width));
        }

        return scaled.AsSpan(0, rows.Length);
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
