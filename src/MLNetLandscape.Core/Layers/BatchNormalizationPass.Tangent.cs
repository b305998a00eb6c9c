using System.Numerics.Tensors;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <content>The tangent passes: products with the Hessian.</content>
internal sealed partial class BatchNormalizationPass<T>
{
    /// <inheritdoc/>
    public override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        // Dy = Dgamma h + Dbeta + gamma s Dx.
        for (int c = 0; c < channels; c++)
        {
            for (int panel = 0; panel < Output.PanelCount; panel++)
            {
                Span<T> tangent = Channel(OutputTangent, panel, c);
                TensorPrimitives.Subtract(Channel(input, panel, c), means[c], tangent);
                TensorPrimitives.Multiply(tangent, direction[c] * inverseDeviations[c], tangent);
                TensorPrimitives.Add(tangent, direction[channels + c], tangent);
                if (inputTangent is not null)
                {
                    TensorPrimitives.FusedMultiplyAdd(
                        Channel(inputTangent, panel, c), parameters[c] * inverseDeviations[c], tangent, tangent);
                }
            }
        }
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
        // D dE/dx = s (Dgamma e + gamma De).
        Backward(input, parameters, state, PassMode.Inference, inputGradient, Output.AllPanels);
        for (int c = 0; c < channels && inputGradientTangent is not null; c++)
        {
            Scale(OutputGradientTangent, parameters[c] * inverseDeviations[c], inputGradientTangent, c, Output.AllPanels);
            for (int panel = 0; panel < Output.PanelCount; panel++)
            {
                Span<T> target = Channel(inputGradientTangent, panel, c);
                TensorPrimitives.FusedMultiplyAdd(
                    Channel(OutputGradient, panel, c), direction[c] * inverseDeviations[c], target, target);
            }
        }
    }

    /// <inheritdoc/>
    public override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
        // D dE/dgamma = sum (De h + e s Dx); D dE/dbeta = sum De.
        for (int c = 0; c < channels; c++)
        {
            (product[channels + c], product[c]) = Sums(OutputGradientTangent, input, c);
            for (int panel = 0; panel < Output.PanelCount && inputTangent is not null; panel++)
            {
                product[c] += inverseDeviations[c]
                    * TensorPrimitives.Dot<T>(Channel(OutputGradient, panel, c), Channel(inputTangent, panel, c));
            }
        }
    }
}
