using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <content>The tangent passes: products with the Hessian.</content>
internal sealed partial class ResidualBlockPass<T>
{
    /// <inheritdoc/>
    public override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        for (int i = 0; i < body.Length; i++)
        {
            body[i].ForwardTangent(
                Input(i, input), Tangent(i, inputTangent), parameters[parameterRanges[i]], direction[parameterRanges[i]], state[stateRanges[i]]);
        }

        Last.OutputTangent.Values.CopyTo(OutputTangent.Values);
        AddTo(OutputTangent, inputTangent, Output.AllPanels);
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
        OutputGradient.Values.CopyTo(Last.OutputGradient.Values);
        OutputGradientTangent.Values.CopyTo(Last.OutputGradientTangent.Values);
        for (int i = body.Length - 1; i >= 0; i--)
        {
            body[i].BackwardTangent(
                Input(i, input),
                Tangent(i, inputTangent),
                parameters[parameterRanges[i]],
                direction[parameterRanges[i]],
                state[stateRanges[i]],
                i == 0 ? inputGradient : body[i - 1].OutputGradient,
                i == 0 ? inputGradientTangent : body[i - 1].OutputGradientTangent);
        }

        AddTo(inputGradient, OutputGradient, Output.AllPanels);
        AddTo(inputGradientTangent, OutputGradientTangent, Output.AllPanels);
    }

    /// <inheritdoc/>
    public override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
        for (int i = 0; i < body.Length; i++)
        {
            body[i].GradientTangent(Input(i, input), Tangent(i, inputTangent), product[parameterRanges[i]]);
        }
    }
}
