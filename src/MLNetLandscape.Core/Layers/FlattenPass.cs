using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Flatten"/>: the order in memory is the vector's already, so each is a copy.</summary>
internal sealed class FlattenPass<T>(Shape inputShape, Shape outputShape, int rowCapacity)
    : ParameterlessPass<T>(inputShape, outputShape, rowCapacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels) =>
        input.Panels(panels).CopyTo(Output.Panels(panels));

    /// <inheritdoc/>
    protected override void MapTangent(BatchTensor<T> input, BatchTensor<T> inputTangent, ReadOnlySpan<T> state) => inputTangent.Values.CopyTo(OutputTangent.Values);

    /// <inheritdoc/>
    protected override void MapGradient(
        BatchTensor<T> input,
        BatchTensor<T> outputGradient,
        BatchTensor<T> inputGradient,
        ReadOnlySpan<T> state,
        PassMode mode,
        PanelRange panels) =>
        outputGradient.Panels(panels).CopyTo(inputGradient.Panels(panels));
}
