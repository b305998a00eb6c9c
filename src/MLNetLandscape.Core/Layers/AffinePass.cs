using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>What dense and convolutional layers share: y = f(z), z = A(W) x + b, with A(W) a linear map that is linear in W too.</summary>
/// <remarks>
/// <para>With d = dE/dz, e = dE/dy, D the tangent and v = (V, c) the direction:</para>
/// <para>d = f'(z) e; dE/dx = A(W)' d; dE/dW = d x' in the layer's geometry; dE/db = the sum of d over rows (and places).</para>
/// <para>Dz = A(V) x + A(W) Dx + c; Dy = f'(z) Dz; Dd = f'(z) De + f''(z) Dz e; D dE/dx = A(V)' d + A(W)' Dd; D dE/dW = Dd x' + d Dx'.</para>
/// <para>Parameters: W, then b with one number per row of W.</para>
/// </remarks>
internal abstract partial class AffinePass<T> : LayerPass<T>, IGatesInputGradient
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of W in a unit of <see cref="Gradient"/>: few, so that threads get even shares; a share of many units is one call of a kernel.</summary>
    protected const int RowsPerUnit = 4;

    private readonly Activation activation;
    private readonly int weightRows;
    private readonly int weightCount;
    private BatchTensor<T>? curvature;

    /// <summary>Binds the layer; W has <paramref name="weightRows"/> rows and <paramref name="weightCount"/> numbers in all.</summary>
    protected AffinePass(Shape inputShape, Shape outputShape, int rowCapacity, Activation activation, int weightRows, int weightCount)
        : base(inputShape, outputShape, rowCapacity)
    {
        this.activation = activation;
        this.weightRows = weightRows;
        this.weightCount = weightCount;
        Output = new BatchTensor<T>(outputShape.Size, rowCapacity);
    }

    /// <inheritdoc/>
    public sealed override BatchTensor<T> Output { get; }

    /// <summary>Whether b follows W among the parameters; a linear map within another layer has none.</summary>
    public bool HasBias { get; set; } = true;

    /// <summary>Whether the layer ends in a ReLU.</summary>
    public bool Rectifies => activation is Relu;

    /// <summary>Whether the layer above multiplies dE/dy by f' already; see <see cref="IGatesInputGradient"/>.</summary>
    public bool ReceivesGatedGradient { get; set; }

    /// <inheritdoc/>
    public bool GatesInputGradient { get; set; }

    /// <inheritdoc/>
    public sealed override int GradientUnits => (weightRows + RowsPerUnit - 1) / RowsPerUnit;

    /// <inheritdoc/>
    public sealed override void SetRows(int rows)
    {
        base.SetRows(rows);
        SetRows(curvature, rows);
    }

    /// <inheritdoc/>
    public sealed override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        Map(Weights(parameters), Bias(parameters), input, Output, panels, accumulate: false, Rectifies);
        if (!Rectifies)
        {
            activation.Apply(Output.Panels(panels));
        }
    }

    /// <inheritdoc/>
    public sealed override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        PrepareGradient(input, panels);
        if (!ReceivesGatedGradient)
        {
            activation.MultiplyByDerivative(Output.Panels(panels), OutputGradient.Panels(panels));
        }

        PanelGradients(input, panels);
        if (inputGradient is not null)
        {
            ReadOnlySpan<T> gate = GatesInputGradient ? input.Panels(panels) : default;
            MapTransposed(Weights(parameters), OutputGradient, inputGradient, panels, accumulate: false, gate);
        }
    }

    /// <inheritdoc/>
    public sealed override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        int first = firstUnit * RowsPerUnit;
        int end = Math.Min(endUnit * RowsPerUnit, weightRows);
        WeightGradient(input, gradient[..weightCount], first, end);
        if (HasBias)
        {
            BiasGradient(OutputGradient, gradient.Slice(weightCount, weightRows), first, end);
        }
    }

    /// <summary>output = A(weights) input + bias, or added to the output; an empty bias is zero. Rectified where asked for.</summary>
    protected abstract void Map(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        BatchTensor<T> input,
        BatchTensor<T> output,
        PanelRange panels,
        bool accumulate,
        bool rectify = false);

    /// <summary>inputGradient = A(weights)' outputGradient, or added to the input gradient; zero where the gate, if there is one, is not positive.</summary>
    protected abstract void MapTransposed(
        ReadOnlySpan<T> weights,
        BatchTensor<T> outputGradient,
        BatchTensor<T> inputGradient,
        PanelRange panels,
        bool accumulate,
        ReadOnlySpan<T> gate = default);

    /// <summary>Brings the input into the order that <c>WeightGradient</c> reads, for the panels.</summary>
    protected abstract void PrepareGradient(BatchTensor<T> input, PanelRange panels);

    /// <summary>For layers that sum the weights' gradient within each panel while it is at hand: after <see cref="LayerPass{T}.OutputGradient"/> has become dE/dz.</summary>
    protected virtual void PanelGradients(BatchTensor<T> input, PanelRange panels)
    {
    }

    /// <summary>dE/dW for the given rows of W, after a backward pass.</summary>
    protected virtual void WeightGradient(BatchTensor<T> input, Span<T> gradient, int firstRow, int endRow) =>
        WeightGradient(OutputGradient, input, gradient, firstRow, endRow, accumulate: false);

    /// <summary>The gradient of outputGradient . A(W) input with respect to the given rows of W, or added to it.</summary>
    protected abstract void WeightGradient(
        BatchTensor<T> outputGradient, BatchTensor<T> input, Span<T> gradient, int firstRow, int endRow, bool accumulate);

    /// <summary>The gradient of outputGradient . b with respect to the given numbers of b.</summary>
    protected abstract void BiasGradient(BatchTensor<T> outputGradient, Span<T> gradient, int firstRow, int endRow);

    private ReadOnlySpan<T> Weights(ReadOnlySpan<T> parameters) => parameters[..weightCount];

    private ReadOnlySpan<T> Bias(ReadOnlySpan<T> parameters) => HasBias ? parameters.Slice(weightCount, weightRows) : [];
}
