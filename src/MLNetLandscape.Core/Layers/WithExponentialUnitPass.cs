using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="WithExponentialUnit"/>: the inner layer and a dense layer of one unit, side by side on the same input.</summary>
internal sealed partial class WithExponentialUnitPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerPass<T> inner;
    private readonly DensePass<T> unit;
    private readonly int innerParameters;
    private readonly T maximum;
    private BatchTensor<T>? unitInputGradient;
    private BatchTensor<T>? unitInputGradientTangent;

    /// <summary>Binds the layer.</summary>
    public WithExponentialUnitPass(WithExponentialUnit layer, Shape inputShape, Shape outputShape, int rowCapacity)
        : base(inputShape, outputShape, rowCapacity)
    {
        ClampedExponential exponential = new(layer.MaximumExponent);
        inner = layer.Inner.CreatePass<T>(inputShape, rowCapacity);
        unit = new DensePass<T>(new Dense(1, exponential), inputShape.Size, rowCapacity);
        innerParameters = layer.Inner.GetParameterCount(inputShape);
        maximum = exponential.Maximum<T>();
        Output = new BatchTensor<T>(outputShape.Size, rowCapacity);
    }

    /// <inheritdoc/>
    public override BatchTensor<T> Output { get; }

    /// <inheritdoc/>
    public override bool CouplesRows => inner.CouplesRows;

    /// <inheritdoc/>
    public override int GradientUnits => inner.GradientUnits + unit.GradientUnits;

    /// <inheritdoc/>
    public override long OperationsPerRow => inner.OperationsPerRow + unit.OperationsPerRow;

    /// <summary>Rows of the last forward pass whose exponent was clamped.</summary>
    public int ClampedRows
    {
        get
        {
            int count = 0;
            for (int row = 0; row < Output.Rows; row++)
            {
                count += unit.Output[row, 0] >= maximum ? 1 : 0;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override void BeginStep(RandomSource random) => inner.BeginStep(random);

    /// <inheritdoc/>
    public override void SetRows(int rows)
    {
        base.SetRows(rows);
        inner.SetRows(rows);
        unit.SetRows(rows);
        SetRows(unitInputGradient, rows);
        SetRows(unitInputGradientTangent, rows);
    }

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        inner.Forward(input, parameters[..innerParameters], state, mode, panels);
        unit.Forward(input, parameters[innerParameters..], [], mode, panels);
        Join(inner.Output, unit.Output, Output, panels);
    }

    /// <inheritdoc/>
    public override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        Separate(OutputGradient, inner.OutputGradient, unit.OutputGradient, panels);
        inner.Backward(input, parameters[..innerParameters], state, mode, inputGradient, panels);
        unit.Backward(input, parameters[innerParameters..], [], mode, UnitTarget(inputGradient, ref unitInputGradient), panels);
        Join(inner.OutputGradient, unit.OutputGradient, OutputGradient, panels);
        AddTo(inputGradient, unitInputGradient, panels);
    }

    /// <inheritdoc/>
    public override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        int innerEnd = Math.Min(endUnit, inner.GradientUnits);
        if (firstUnit < innerEnd)
        {
            inner.Gradient(input, gradient[..innerParameters], firstUnit, innerEnd);
        }

        if (endUnit > inner.GradientUnits)
        {
            unit.Gradient(input, gradient[innerParameters..], 0, unit.GradientUnits);
        }
    }

    private static void Join(BatchTensor<T> inner, BatchTensor<T> unit, BatchTensor<T> whole, PanelRange panels)
    {
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            inner.Panel(panel).CopyTo(whole.Panel(panel));
            unit.Panel(panel).CopyTo(whole.Panel(panel)[inner.Panel(panel).Length..]);
        }
    }

    private static void Separate(BatchTensor<T> whole, BatchTensor<T> inner, BatchTensor<T> unit, PanelRange panels)
    {
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            int innerLength = inner.Panel(panel).Length;
            whole.Panel(panel)[..innerLength].CopyTo(inner.Panel(panel));
            whole.Panel(panel)[innerLength..].CopyTo(unit.Panel(panel));
        }
    }

    private static void AddTo(BatchTensor<T>? target, BatchTensor<T>? values, PanelRange panels)
    {
        if (target is not null && values is not null)
        {
            TensorPrimitives.Add(target.Panels(panels), values.Panels(panels), target.Panels(panels));
        }
    }

    /// <summary>Where the unit writes its share of a gradient that both parts add to; null if nobody wants it.</summary>
    private BatchTensor<T>? UnitTarget(BatchTensor<T>? target, ref BatchTensor<T>? share)
    {
        if (target is not null && share is null)
        {
            Interlocked.CompareExchange(ref share, new BatchTensor<T>(target.Features, RowCapacity) { Rows = Output.Rows }, null);
        }

        return target is null ? null : share;
    }
}
