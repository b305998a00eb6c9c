using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <content>The tangent passes: products with the Hessian.</content>
internal sealed partial class ConcatenationPass<T>
{
    /// <inheritdoc/>
    public override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        OutputTangent.Values.Clear();
        for (int i = 0; i < branches.Length; i++)
        {
            ChannelSlice<T> read = branches[i].Input;
            BatchTensor<T>? tangent = read.ReadTangent(inputTangent);
            branches[i].Layers?.ForwardTangent(
                read.Of(input), tangent, parameters[parameterRanges[i]], direction[parameterRanges[i]], state[stateRanges[i]]);
            if ((branches[i].Layers?.Last.OutputTangent ?? tangent) is { } part)
            {
                branches[i].Join(part, OutputTangent, Output.AllPanels);
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
        PanelRange all = Output.AllPanels;
        inputGradient?.Values.Clear();
        inputGradientTangent?.Values.Clear();
        for (int i = 0; i < branches.Length; i++)
        {
            ChannelSlice<T> read = branches[i].Input;
            BatchTensor<T>? target = read.Gradient(inputGradient);
            BatchTensor<T>? targetTangent = read.GradientTangent(inputGradientTangent);
            if (branches[i].Layers is { } layers)
            {
                branches[i].Separate(OutputGradient, layers.Last.OutputGradient, all);
                branches[i].Separate(OutputGradientTangent, layers.Last.OutputGradientTangent, all);
                layers.BackwardTangent(
                    read.Of(input),
                    read.TangentOf(inputTangent),
                    parameters[parameterRanges[i]],
                    direction[parameterRanges[i]],
                    state[stateRanges[i]],
                    target,
                    targetTangent);
            }
            else if (target is not null && targetTangent is not null)
            {
                branches[i].Separate(OutputGradient, target, all);
                branches[i].Separate(OutputGradientTangent, targetTangent, all);
            }

            read.AddTo(inputGradient, target, all);
            read.AddTo(inputGradientTangent, targetTangent, all);
        }
    }

    /// <inheritdoc/>
    public override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
        for (int i = 0; i < branches.Length; i++)
        {
            branches[i].Layers?.GradientTangent(
                branches[i].Input.Of(input), branches[i].Input.TangentOf(inputTangent), product[parameterRanges[i]]);
        }
    }
}
