using System.Numerics.Tensors;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Gate"/>: a diagonal linear map, so forward, tangent and gradient are the same product.</summary>
internal sealed class GatePass<T>(Shape shape, int rowCapacity) : ParameterlessPass<T>(shape, shape, rowCapacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The numbers of a channel within a panel.</summary>
    private readonly int length = shape.Height * shape.Width * BatchTensor<T>.PanelWidth;

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels) =>
        Scale(input.Panels(panels), state, Output.Panels(panels));

    /// <inheritdoc/>
    protected override void MapTangent(BatchTensor<T> input, BatchTensor<T> inputTangent, ReadOnlySpan<T> state) =>
        Scale(inputTangent.Values, state, OutputTangent.Values);

    /// <inheritdoc/>
    protected override void MapGradient(
        BatchTensor<T> input,
        BatchTensor<T> outputGradient,
        BatchTensor<T> inputGradient,
        ReadOnlySpan<T> state,
        PassMode mode,
        PanelRange panels) =>
        Scale(outputGradient.Panels(panels), state, inputGradient.Panels(panels));

    private void Scale(ReadOnlySpan<T> source, ReadOnlySpan<T> gates, Span<T> destination)
    {
        for (int start = 0, c = 0; start < source.Length; start += length, c = c + 1 == gates.Length ? 0 : c + 1)
        {
            TensorPrimitives.Multiply(source.Slice(start, length), gates[c], destination.Slice(start, length));
        }
    }
}
