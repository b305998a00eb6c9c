using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>What the passes of layers without parameters share.</summary>
internal abstract class ParameterlessPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Binds a layer to its shapes and the largest batch.</summary>
    protected ParameterlessPass(Shape inputShape, Shape outputShape, int rowCapacity)
        : base(inputShape, outputShape, rowCapacity) => Output = new BatchTensor<T>(outputShape.Size, rowCapacity);

    /// <inheritdoc/>
    public sealed override BatchTensor<T> Output { get; }

    /// <inheritdoc/>
    public sealed override int GradientUnits => 0;

    /// <inheritdoc/>
    public sealed override long OperationsPerRow => InputShape.Size;

    /// <inheritdoc/>
    public sealed override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
    }

    /// <inheritdoc/>
    public sealed override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
    }

    /// <inheritdoc/>
    public sealed override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        if (inputTangent is null)
        {
            OutputTangent.Values.Clear();
        }
        else
        {
            MapTangent(input, inputTangent, state);
        }
    }

    /// <inheritdoc/>
    public sealed override void BackwardTangent(
        BatchTensor<T> input,
        BatchTensor<T>? inputTangent,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        ReadOnlySpan<T> state,
        BatchTensor<T>? inputGradient,
        BatchTensor<T>? inputGradientTangent)
    {
        // These layers are piecewise linear, so the tangent of a gradient goes the gradient's way.
        if (inputGradient is not null && inputGradientTangent is not null)
        {
            MapGradient(input, OutputGradient, inputGradient, state, PassMode.Inference, Output.AllPanels);
            MapGradient(input, OutputGradientTangent, inputGradientTangent, state, PassMode.Inference, Output.AllPanels);
        }
    }

    /// <inheritdoc/>
    public sealed override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        if (inputGradient is not null)
        {
            MapGradient(input, OutputGradient, inputGradient, state, mode, panels);
        }
    }

    /// <summary>Writes <see cref="LayerPass{T}.OutputTangent"/>, in inference mode, for all rows.</summary>
    protected abstract void MapTangent(BatchTensor<T> input, BatchTensor<T> inputTangent, ReadOnlySpan<T> state);

    /// <summary>Overwrites <paramref name="inputGradient"/> with the transposed Jacobian times <paramref name="outputGradient"/>, for the panels.</summary>
    protected abstract void MapGradient(
        BatchTensor<T> input,
        BatchTensor<T> outputGradient,
        BatchTensor<T> inputGradient,
        ReadOnlySpan<T> state,
        PassMode mode,
        PanelRange panels);
}
