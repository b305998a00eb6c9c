using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Dropout"/>; the mask is drawn again in the backward pass rather than kept.</summary>
internal sealed class DropoutPass<T>(Shape shape, double rate, int rowCapacity) : ParameterlessPass<T>(shape, shape, rowCapacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private ulong key;

    /// <inheritdoc/>
    public override void BeginStep(RandomSource random) => key = random.Key;

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels) =>
        Drop(input, Output, mode, panels);

    /// <inheritdoc/>
    protected override void MapTangent(BatchTensor<T> input, BatchTensor<T> inputTangent, ReadOnlySpan<T> state) =>
        Drop(inputTangent, OutputTangent, PassMode.Inference, Output.AllPanels);

    /// <inheritdoc/>
    protected override void MapGradient(
        BatchTensor<T> input,
        BatchTensor<T> outputGradient,
        BatchTensor<T> inputGradient,
        ReadOnlySpan<T> state,
        PassMode mode,
        PanelRange panels) =>
        Drop(outputGradient, inputGradient, mode, panels);

    /// <summary>The number of a value is its place in the tensor, so that the mask does not depend on the ranges.</summary>
    private void Drop(BatchTensor<T> source, BatchTensor<T> target, PassMode mode, PanelRange panels)
    {
        source.Panels(panels).CopyTo(target.Panels(panels));
        if (mode == PassMode.Training)
        {
            long first = (long)panels.Start * OutputShape.Size * BatchTensor<T>.PanelWidth;
            DropoutKernel.Apply(target.Panels(panels), key, first, rate);
        }
    }
}
