using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Dense"/>: A(W) x = W x.</summary>
internal sealed class DensePass<T> : AffinePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int inputs;
    private readonly int units;

    /// <summary>Binds the layer to the length of its input.</summary>
    public DensePass(Dense layer, int inputs, int rowCapacity)
        : base(Shape.Vector(inputs), Shape.Vector(layer.Units), rowCapacity, layer.Activation, layer.Units, checked(layer.Units * inputs))
    {
        this.inputs = inputs;
        units = layer.Units;
    }

    /// <inheritdoc/>
    public override long OperationsPerRow => 2L * units * inputs;

    /// <inheritdoc/>
    protected override void Map(
        ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, BatchTensor<T> input, BatchTensor<T> output, PanelRange panels, bool accumulate) =>
        DenseKernel.Forward(weights, bias, input.Panels(panels), output.Panels(panels), units, inputs, panels.Count, accumulate);

    /// <inheritdoc/>
    protected override void MapTransposed(
        ReadOnlySpan<T> weights, BatchTensor<T> outputGradient, BatchTensor<T> inputGradient, PanelRange panels, bool accumulate) =>
        DenseKernel.InputGradient(weights, outputGradient.Panels(panels), inputGradient.Panels(panels), units, inputs, panels.Count, accumulate);

    /// <inheritdoc/>
    protected override void PrepareGradient(BatchTensor<T> input, PanelRange panels)
    {
        if (!input.StripsAreCurrent)
        {
            TransposeKernel.ToStrips(input.Panels(panels), input.StripsOf(panels), panels.Count, inputs);
        }
    }

    /// <inheritdoc/>
    protected override void WeightGradient(
        BatchTensor<T> outputGradient, BatchTensor<T> input, Span<T> gradient, int firstRow, int endRow, bool accumulate) =>
        DenseKernel.WeightGradient(outputGradient.Values, input.Strips, gradient, input.Rows, units, RowLayout.Strips(inputs), firstRow, endRow, accumulate);

    /// <inheritdoc/>
    protected override void BiasGradient(BatchTensor<T> outputGradient, Span<T> gradient, int firstRow, int endRow) =>
        DenseKernel.BiasGradient(outputGradient.Values, gradient, outputGradient.Rows, units, firstRow, endRow);
}
