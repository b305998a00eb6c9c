using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <content>The tangent passes: products with the Hessian.</content>
internal sealed partial class WithExponentialUnitPass<T>
{
    /// <inheritdoc/>
    public override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        inner.ForwardTangent(input, inputTangent, parameters[..innerParameters], direction[..innerParameters], state);
        unit.ForwardTangent(input, inputTangent, parameters[innerParameters..], direction[innerParameters..], []);
        Join(inner.OutputTangent, unit.OutputTangent, OutputTangent, Output.AllPanels);
    }

    /// <inheritdoc/>
    public override void BackwardTangent(
        BatchTensor<T> input,
        BatchTensor<T>? inputTangent,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        ReadOnlySpan<T> state,
        BatchTensor<T>? inputGradient,
        BatchTensor<T>? inputGradientTangent)
    {
        PanelRange all = Output.AllPanels;
        ReadOnlySpan<T> unitParameters = parameters[innerParameters..];
        ReadOnlySpan<T> unitDirection = direction[innerParameters..];
        Separate(OutputGradient, inner.OutputGradient, unit.OutputGradient, all);
        Separate(OutputGradientTangent, inner.OutputGradientTangent, unit.OutputGradientTangent, all);
        inner.BackwardTangent(
            input, inputTangent, parameters[..innerParameters], direction[..innerParameters], state, inputGradient, inputGradientTangent);
        unit.BackwardTangent(
            input,
            inputTangent,
            unitParameters,
            unitDirection,
            [],
            UnitTarget(inputGradient, ref unitInputGradient),
            UnitTarget(inputGradientTangent, ref unitInputGradientTangent));
        Join(inner.OutputGradient, unit.OutputGradient, OutputGradient, all);
        Join(inner.OutputGradientTangent, unit.OutputGradientTangent, OutputGradientTangent, all);
        AddTo(inputGradient, unitInputGradient, all);
        AddTo(inputGradientTangent, unitInputGradientTangent, all);
    }

    /// <inheritdoc/>
    public override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
        inner.GradientTangent(input, inputTangent, product[..innerParameters]);
        unit.GradientTangent(input, inputTangent, product[innerParameters..]);
    }
}
