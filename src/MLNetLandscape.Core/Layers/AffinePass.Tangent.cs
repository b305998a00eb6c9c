using System.Numerics.Tensors;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <content>The tangent passes: products with the Hessian.</content>
internal abstract partial class AffinePass<T>
{
    /// <inheritdoc/>
    public sealed override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        BatchTensor<T> tangent = OutputTangent;
        Map(Weights(direction), Bias(direction), input, tangent, Output.AllPanels, accumulate: false);
        if (inputTangent is not null)
        {
            Map(Weights(parameters), [], inputTangent, tangent, Output.AllPanels, accumulate: true);
        }

        if (!activation.IsPiecewiseLinear)
        {
            // f'' Dz: the backward pass needs it, and Dz is about to be overwritten.
            curvature ??= NewOutputTensor();
            activation.SecondDerivative(Output.Values, curvature.Values);
            TensorPrimitives.Multiply(curvature.Values, tangent.Values, curvature.Values);
        }

        activation.MultiplyByDerivative(Output.Values, tangent.Values);
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
        activation.MultiplyByDerivative(Output.Values, OutputGradientTangent.Values);
        if (curvature is not null)
        {
            TensorPrimitives.FusedMultiplyAdd(curvature.Values, OutputGradient.Values, OutputGradientTangent.Values, OutputGradientTangent.Values);
        }

        Backward(input, parameters, [], PassMode.Inference, inputGradient, Output.AllPanels);
        if (inputTangent is not null)
        {
            PrepareGradient(inputTangent, Output.AllPanels);
        }

        if (inputGradientTangent is not null)
        {
            MapTransposed(Weights(direction), OutputGradient, inputGradientTangent, Output.AllPanels, accumulate: false);
            MapTransposed(Weights(parameters), OutputGradientTangent, inputGradientTangent, Output.AllPanels, accumulate: true);
        }
    }

    /// <inheritdoc/>
    public sealed override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
        WeightGradient(OutputGradientTangent, input, product[..weightCount], 0, weightRows, accumulate: false);
        if (inputTangent is not null)
        {
            WeightGradient(OutputGradient, inputTangent, product[..weightCount], 0, weightRows, accumulate: true);
        }

        if (HasBias)
        {
            BiasGradient(OutputGradientTangent, product.Slice(weightCount, weightRows), 0, weightRows);
        }
    }
}
