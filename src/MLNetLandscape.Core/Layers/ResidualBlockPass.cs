using System.Numerics.Tensors;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="ResidualBlock"/>: those of the body in turn, plus the identity around it.</summary>
internal sealed class ResidualBlockPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerSequencePass<T> body;

    /// <summary>Binds the block and the layers of its body.</summary>
    public ResidualBlockPass(ResidualBlock layer, Shape shape, int rowCapacity)
        : base(shape, shape, rowCapacity)
    {
        body = new LayerSequencePass<T>(layer.Body, shape, rowCapacity);
        Output = new BatchTensor<T>(shape.Size, rowCapacity);
    }

    /// <inheritdoc/>
    public override BatchTensor<T> Output { get; }

    /// <inheritdoc/>
    public override bool CouplesRows => body.CouplesRows;

    /// <inheritdoc/>
    public override int GradientUnits => body.GradientUnits;

    /// <inheritdoc/>
    public override long OperationsPerRow => OutputShape.Size + body.OperationsPerRow;

    /// <inheritdoc/>
    public override void BeginStep(RandomSource random) => body.BeginStep(random);

    /// <inheritdoc/>
    public override void SetRows(int rows)
    {
        base.SetRows(rows);
        body.SetRows(rows);
    }

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        body.Forward(input, parameters, state, mode, panels);
        TensorPrimitives.Add(input.Panels(panels), body.Last.Output.Panels(panels), Output.Panels(panels));
    }

    /// <inheritdoc/>
    public override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        OutputGradient.Panels(panels).CopyTo(body.Last.OutputGradient.Panels(panels));
        body.Backward(input, parameters, state, mode, inputGradient, panels);
        AddTo(inputGradient, OutputGradient, panels);
    }

    /// <inheritdoc/>
    public override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit) =>
        body.Gradient(input, gradient, firstUnit, endUnit);

    /// <inheritdoc/>
    public override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        body.ForwardTangent(input, inputTangent, parameters, direction, state);
        body.Last.OutputTangent.Values.CopyTo(OutputTangent.Values);
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
        OutputGradient.Values.CopyTo(body.Last.OutputGradient.Values);
        OutputGradientTangent.Values.CopyTo(body.Last.OutputGradientTangent.Values);
        body.BackwardTangent(input, inputTangent, parameters, direction, state, inputGradient, inputGradientTangent);
        AddTo(inputGradient, OutputGradient, Output.AllPanels);
        AddTo(inputGradientTangent, OutputGradientTangent, Output.AllPanels);
    }

    /// <inheritdoc/>
    public override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product) =>
        body.GradientTangent(input, inputTangent, product);

    private static void AddTo(BatchTensor<T>? target, BatchTensor<T>? values, PanelRange panels)
    {
        if (target is not null && values is not null)
        {
            TensorPrimitives.Add(target.Panels(panels), values.Panels(panels), target.Panels(panels));
        }
    }
}
