using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of layers one after another within a layer; at least one.</summary>
/// <remarks>The owner fills the last pass's output gradient before it asks for a backward pass.</remarks>
internal sealed class LayerSequencePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerPass<T>[] passes;
    private readonly Range[] parameterRanges;
    private readonly Range[] stateRanges;

    /// <summary>Binds the layers.</summary>
    public LayerSequencePass(IReadOnlyList<LayerDefinition> layers, Shape shape, int rowCapacity)
    {
        int count = layers.Count;
        passes = new LayerPass<T>[count];
        parameterRanges = new Range[count];
        stateRanges = new Range[count];
        Shape current = shape;
        for (int i = 0; i < count; i++)
        {
            passes[i] = layers[i].CreatePass<T>(current, rowCapacity);
            parameterRanges[i] = ParameterCount..(ParameterCount += layers[i].GetParameterCount(current));
            stateRanges[i] = StateCount..(StateCount += layers[i].GetStateCount(current));
            current = passes[i].OutputShape;
        }

        CouplesRows = passes.Any(pass => pass.CouplesRows);
        GradientUnits = passes.Sum(pass => pass.GradientUnits);
        OperationsPerRow = passes.Sum(pass => pass.OperationsPerRow);
    }

    public LayerPass<T> Last => passes[^1];

    public bool CouplesRows { get; }

    public int GradientUnits { get; }

    public long OperationsPerRow { get; }

    public int ParameterCount { get; }

    public int StateCount { get; }

    public void BeginStep(RandomSource random)
    {
        for (int i = 0; i < passes.Length; i++)
        {
            passes[i].BeginStep(random.Split(RandomPurpose.Layer, i));
        }
    }

    public void SetRows(int rows)
    {
        foreach (LayerPass<T> pass in passes)
        {
            pass.SetRows(rows);
        }
    }

    public void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        for (int i = 0; i < passes.Length; i++)
        {
            passes[i].Forward(Input(i, input), parameters[parameterRanges[i]], state[stateRanges[i]], mode, panels);
        }
    }

    public void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        for (int i = passes.Length - 1; i >= 0; i--)
        {
            BatchTensor<T>? target = i == 0 ? inputGradient : passes[i - 1].OutputGradient;
            passes[i].Backward(Input(i, input), parameters[parameterRanges[i]], state[stateRanges[i]], mode, target, panels);
        }
    }

    public void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        for (int i = 0; i < passes.Length; i++)
        {
            int units = passes[i].GradientUnits;
            int first = Math.Clamp(firstUnit, 0, units);
            int end = Math.Clamp(endUnit, 0, units);
            if (first < end)
            {
                passes[i].Gradient(Input(i, input), gradient[parameterRanges[i]], first, end);
            }

            firstUnit -= units;
            endUnit -= units;
        }
    }

    public void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        for (int i = 0; i < passes.Length; i++)
        {
            passes[i].ForwardTangent(
                Input(i, input), Tangent(i, inputTangent), parameters[parameterRanges[i]], direction[parameterRanges[i]], state[stateRanges[i]]);
        }
    }

    public void BackwardTangent(
        BatchTensor<T> input,
        BatchTensor<T>? inputTangent,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        ReadOnlySpan<T> state,
        BatchTensor<T>? inputGradient,
        BatchTensor<T>? inputGradientTangent)
    {
        for (int i = passes.Length - 1; i >= 0; i--)
        {
            passes[i].BackwardTangent(
                Input(i, input),
                Tangent(i, inputTangent),
                parameters[parameterRanges[i]],
                direction[parameterRanges[i]],
                state[stateRanges[i]],
                i == 0 ? inputGradient : passes[i - 1].OutputGradient,
                i == 0 ? inputGradientTangent : passes[i - 1].OutputGradientTangent);
        }
    }

    public void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
        for (int i = 0; i < passes.Length; i++)
        {
            passes[i].GradientTangent(Input(i, input), Tangent(i, inputTangent), product[parameterRanges[i]]);
        }
    }

    private BatchTensor<T> Input(int i, BatchTensor<T> input) => i == 0 ? input : passes[i - 1].Output;

    private BatchTensor<T>? Tangent(int i, BatchTensor<T>? inputTangent) => i == 0 ? inputTangent : passes[i - 1].OutputTangent;
}
