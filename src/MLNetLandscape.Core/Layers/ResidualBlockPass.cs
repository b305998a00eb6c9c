using System.Numerics.Tensors;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="ResidualBlock"/>: those of the body in turn, plus the identity around it.</summary>
internal sealed partial class ResidualBlockPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerPass<T>[] body;
    private readonly Range[] parameterRanges;
    private readonly Range[] stateRanges;

    /// <summary>Binds the block and the layers of its body.</summary>
    public ResidualBlockPass(ResidualBlock layer, Shape shape, int rowCapacity)
        : base(shape, shape, rowCapacity)
    {
        int count = layer.Body.Count;
        body = new LayerPass<T>[count];
        parameterRanges = new Range[count];
        stateRanges = new Range[count];
        Shape current = shape;
        int parameter = 0;
        int state = 0;
        for (int i = 0; i < count; i++)
        {
            body[i] = layer.Body[i].CreatePass<T>(current, rowCapacity);
            parameterRanges[i] = parameter..(parameter += layer.Body[i].GetParameterCount(current));
            stateRanges[i] = state..(state += layer.Body[i].GetStateCount(current));
            current = body[i].OutputShape;
        }

        CouplesRows = body.Any(pass => pass.CouplesRows);
        GradientUnits = body.Sum(pass => pass.GradientUnits);
        OperationsPerRow = shape.Size + body.Sum(pass => pass.OperationsPerRow);
        Output = new BatchTensor<T>(shape.Size, rowCapacity);
    }

    /// <inheritdoc/>
    public override BatchTensor<T> Output { get; }

    /// <inheritdoc/>
    public override bool CouplesRows { get; }

    /// <inheritdoc/>
    public override int GradientUnits { get; }

    /// <inheritdoc/>
    public override long OperationsPerRow { get; }

    private LayerPass<T> Last => body[^1];

    /// <inheritdoc/>
    public override void BeginStep(RandomSource random)
    {
        for (int i = 0; i < body.Length; i++)
        {
            body[i].BeginStep(random.Split(RandomPurpose.Layer, i));
        }
    }

    /// <inheritdoc/>
    public override void SetRows(int rows)
    {
        base.SetRows(rows);
        foreach (LayerPass<T> pass in body)
        {
            pass.SetRows(rows);
        }
    }

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        for (int i = 0; i < body.Length; i++)
        {
            body[i].Forward(Input(i, input), parameters[parameterRanges[i]], state[stateRanges[i]], mode, panels);
        }

        TensorPrimitives.Add(input.Panels(panels), Last.Output.Panels(panels), Output.Panels(panels));
    }

    /// <inheritdoc/>
    public override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        OutputGradient.Panels(panels).CopyTo(Last.OutputGradient.Panels(panels));
        for (int i = body.Length - 1; i >= 0; i--)
        {
            BatchTensor<T>? target = i == 0 ? inputGradient : body[i - 1].OutputGradient;
            body[i].Backward(Input(i, input), parameters[parameterRanges[i]], state[stateRanges[i]], mode, target, panels);
        }

        AddTo(inputGradient, OutputGradient, panels);
    }

    /// <inheritdoc/>
    public override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        for (int i = 0; i < body.Length; i++)
        {
            int units = body[i].GradientUnits;
            int first = Math.Clamp(firstUnit, 0, units);
            int end = Math.Clamp(endUnit, 0, units);
            if (first < end)
            {
                body[i].Gradient(Input(i, input), gradient[parameterRanges[i]], first, end);
            }

            firstUnit -= units;
            endUnit -= units;
        }
    }

    private static void AddTo(BatchTensor<T>? target, BatchTensor<T>? values, PanelRange panels)
    {
        if (target is not null && values is not null)
        {
            TensorPrimitives.Add(target.Panels(panels), values.Panels(panels), target.Panels(panels));
        }
    }

    private BatchTensor<T> Input(int i, BatchTensor<T> input) => i == 0 ? input : body[i - 1].Output;

    private BatchTensor<T>? Tangent(int i, BatchTensor<T>? inputTangent) => i == 0 ? inputTangent : body[i - 1].OutputTangent;
}
