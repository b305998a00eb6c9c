using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="MaximumConcatenation"/>: four linear maps, and what joins them element by element.</summary>
/// <remarks>
/// <para>With q = A~ X_0, u = exp(min(alpha_in q, m)), s = sigma(A X^), t = W X and e = dE/dy over the units:</para>
/// <para>y = alpha_out u + max(s, t); dE/dalpha_out = sum e u; d = alpha_out e u (0 where clamped); dE/dalpha_in = sum d q; dE/dq = alpha_in d;
/// dE/ds = e where s > t, e / 2 where s = t, and dE/dt the rest.</para>
/// </remarks>
internal sealed partial class MaximumConcatenationPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearMap<T> linear;
    private readonly LinearMap<T> exponential;
    private readonly LinearMap<T> rectified;
    private readonly LinearMap<T> straight;
    private readonly LinearMap<T>[] maps;
    private readonly int innerScale;
    private readonly T limit;
    private readonly T slope;
    private readonly BatchTensor<T> exponentials;
    private BatchTensor<T>? exponentialTangents;
    private (T Inner, T Outer) scales;

    /// <summary>Binds the layer.</summary>
    public MaximumConcatenationPass(MaximumConcatenation layer, Shape inputShape, Shape outputShape, int rowCapacity)
        : base(inputShape, outputShape, rowCapacity)
    {
        int offset = 0;
        linear = CreateMap(layer.LinearUnits, layer.Previous);
        exponential = CreateMap(layer.Units, layer.Source);
        rectified = CreateMap(layer.Units, layer.Earlier);
        straight = CreateMap(layer.Units, layer.Previous);
        maps = [linear, exponential, rectified, straight];
        GradientUnits = maps.Sum(map => map.Pass.GradientUnits) + 1;
        OperationsPerRow = maps.Sum(map => map.Pass.OperationsPerRow) + (8L * exponential.Pass.OutputShape.Size);
        innerScale = offset;
        limit = T.CreateTruncating(layer.MaximumExponent);
        slope = T.CreateTruncating(MaximumConcatenation.NegativeSlope);
        exponentials = new BatchTensor<T>(exponential.Pass.OutputShape.Size, rowCapacity);
        Output = new BatchTensor<T>(outputShape.Size, rowCapacity);

        LinearMap<T> CreateMap(int outputs, ChannelRange? channels) =>
            new(outputs, layer.KernelSize, inputShape, MaximumConcatenation.RangeOf(channels, inputShape), ref offset, rowCapacity);
    }

    /// <inheritdoc/>
    public override BatchTensor<T> Output { get; }

    /// <inheritdoc/>
    public override int GradientUnits { get; }

    /// <inheritdoc/>
    public override long OperationsPerRow { get; }

    /// <inheritdoc/>
    public override void SetRows(int rows)
    {
        base.SetRows(rows);
        exponentials.Rows = rows;
        SetRows(exponentialTangents, rows);
        foreach (LinearMap<T> map in maps)
        {
            map.SetRows(rows);
        }
    }

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        foreach (LinearMap<T> map in maps)
        {
            map.Forward(input, parameters, mode, panels);
        }

        (T inner, T outer) = (parameters[innerScale], parameters[innerScale + 1]);
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            Span<T> first = LinearPart(Output, panel);
            Span<T> units = UnitPart(Output, panel);
            linear.Pass.Output.Panel(panel).CopyTo(first);
            ReadOnlySpan<T> q = exponential.Pass.Output.Panel(panel);
            ReadOnlySpan<T> a = rectified.Pass.Output.Panel(panel);
            ReadOnlySpan<T> t = straight.Pass.Output.Panel(panel);
            Span<T> u = exponentials.Panel(panel);
            for (int i = 0; i < units.Length; i++)
            {
                u[i] = T.Exp(T.Min(inner * q[i], limit));
                units[i] = (outer * u[i]) + T.Max(Sigma(a[i]), t[i]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        // Every thread writes the same numbers here; the gradient, which has no parameters at hand, reads them afterwards.
        scales = (parameters[innerScale], parameters[innerScale + 1]);
        inputGradient?.Panels(panels).Clear();
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            SplitGradient(panel);
        }

        foreach (LinearMap<T> map in maps)
        {
            map.Backward(input, parameters, mode, inputGradient, panels);
        }
    }

    /// <inheritdoc/>
    public override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        foreach (LinearMap<T> map in maps)
        {
            map.Gradient(input, gradient, ref firstUnit, ref endUnit);
        }

        if (firstUnit <= 0 && endUnit > 0)
        {
            ScaleGradient(gradient);
        }
    }

    /// <summary>1 where sigma(A X^) is the larger, 0 where W X is, 1/2 where they are equal.</summary>
    private T Share(T a, T t)
    {
        T sigma = Sigma(a);
        return sigma > t ? T.One : sigma < t ? T.Zero : T.One / (T.One + T.One);
    }

    private T Sigma(T a) => a > T.Zero ? a : slope * a;

    private T SigmaSlope(T a) => a > T.Zero ? T.One : slope;

    /// <summary>Hands dE/dy of a panel to the maps.</summary>
    private void SplitGradient(int panel)
    {
        Span<T> first = LinearPart(OutputGradient, panel);
        Span<T> e = UnitPart(OutputGradient, panel);
        first.CopyTo(linear.Pass.OutputGradient.Panel(panel));
        ReadOnlySpan<T> q = exponential.Pass.Output.Panel(panel);
        ReadOnlySpan<T> u = exponentials.Panel(panel);
        ReadOnlySpan<T> a = rectified.Pass.Output.Panel(panel);
        ReadOnlySpan<T> t = straight.Pass.Output.Panel(panel);
        Span<T> dq = exponential.Pass.OutputGradient.Panel(panel);
        Span<T> da = rectified.Pass.OutputGradient.Panel(panel);
        Span<T> dt = straight.Pass.OutputGradient.Panel(panel);
        for (int i = 0; i < e.Length; i++)
        {
            T share = Share(a[i], t[i]);
            dq[i] = scales.Inner * q[i] < limit ? scales.Inner * scales.Outer * e[i] * u[i] : T.Zero;
            da[i] = e[i] * share * SigmaSlope(a[i]);
            dt[i] = e[i] * (T.One - share);
        }
    }

    /// <summary>dE/dalpha_in and dE/dalpha_out, the sums over all rows in their order.</summary>
    private void ScaleGradient(Span<T> gradient)
    {
        T innerSum = T.Zero;
        T outerSum = T.Zero;
        for (int panel = 0; panel < Output.PanelCount; panel++)
        {
            ReadOnlySpan<T> e = UnitPart(OutputGradient, panel);
            ReadOnlySpan<T> q = exponential.Pass.Output.Panel(panel);
            ReadOnlySpan<T> u = exponentials.Panel(panel);
            for (int i = 0; i < e.Length; i++)
            {
                outerSum += e[i] * u[i];
                innerSum += scales.Inner * q[i] < limit ? scales.Outer * e[i] * u[i] * q[i] : T.Zero;
            }
        }

        (gradient[innerScale], gradient[innerScale + 1]) = (innerSum, outerSum);
    }

    /// <summary>L X's part of a panel.</summary>
    private Span<T> LinearPart(BatchTensor<T> tensor, int panel) => tensor.Panel(panel)[..linear.Pass.Output.Panel(panel).Length];

    /// <summary>The units' part of a panel.</summary>
    private Span<T> UnitPart(BatchTensor<T> tensor, int panel) => tensor.Panel(panel)[linear.Pass.Output.Panel(panel).Length..];
}
