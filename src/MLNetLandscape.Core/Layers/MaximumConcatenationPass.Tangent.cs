using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <content>The tangent passes: products with the Hessian.</content>
/// <remarks>
/// With D the tangent along (A~', A', W', L', alpha_in', alpha_out'): Du = u D(alpha_in q), 0 where clamped; of d = alpha_out e u it is
/// Dd = alpha_out' e u + alpha_out De u + alpha_out e Du; of dE/dq it is alpha_in' d + alpha_in Dd. The maximum is piecewise linear.
/// </remarks>
internal sealed partial class MaximumConcatenationPass<T>
{
    private (T Inner, T Outer) scaleDirection;

    /// <inheritdoc/>
    public override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        foreach (LinearMap<T> map in maps)
        {
            map.ForwardTangent(input, inputTangent, parameters, direction);
        }

        exponentialTangents ??= new BatchTensor<T>(exponentials.Features, RowCapacity) { Rows = Output.Rows };
        (T inner, T outer) = (parameters[innerScale], parameters[innerScale + 1]);
        scaleDirection = (direction[innerScale], direction[innerScale + 1]);
        for (int panel = 0; panel < Output.PanelCount; panel++)
        {
            Span<T> first = LinearPart(OutputTangent, panel);
            Span<T> units = UnitPart(OutputTangent, panel);
            linear.Pass.OutputTangent.Panel(panel).CopyTo(first);
            ReadOnlySpan<T> q = exponential.Pass.Output.Panel(panel);
            ReadOnlySpan<T> tangentOfQ = exponential.Pass.OutputTangent.Panel(panel);
            ReadOnlySpan<T> u = exponentials.Panel(panel);
            Span<T> tangentOfU = exponentialTangents.Panel(panel);
            ReadOnlySpan<T> a = rectified.Pass.Output.Panel(panel);
            ReadOnlySpan<T> t = straight.Pass.Output.Panel(panel);
            ReadOnlySpan<T> tangentOfA = rectified.Pass.OutputTangent.Panel(panel);
            ReadOnlySpan<T> tangentOfT = straight.Pass.OutputTangent.Panel(panel);
            for (int i = 0; i < units.Length; i++)
            {
                T exponentTangent = (scaleDirection.Inner * q[i]) + (inner * tangentOfQ[i]);
                tangentOfU[i] = inner * q[i] < limit ? u[i] * exponentTangent : T.Zero;
                T share = Share(a[i], t[i]);
                units[i] = (scaleDirection.Outer * u[i]) + (outer * tangentOfU[i])
                    + (share * SigmaSlope(a[i]) * tangentOfA[i]) + ((T.One - share) * tangentOfT[i]);
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
        scales = (parameters[innerScale], parameters[innerScale + 1]);
        inputGradient?.Values.Clear();
        inputGradientTangent?.Values.Clear();
        for (int panel = 0; panel < Output.PanelCount; panel++)
        {
            SplitGradient(panel);
            SplitGradientTangent(panel);
        }

        foreach (LinearMap<T> map in maps)
        {
            map.BackwardTangent(input, inputTangent, parameters, direction, inputGradient, inputGradientTangent);
        }
    }

    /// <inheritdoc/>
    public override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
        foreach (LinearMap<T> map in maps)
        {
            map.GradientTangent(input, inputTangent, product);
        }

        T innerSum = T.Zero;
        T outerSum = T.Zero;
        for (int panel = 0; panel < Output.PanelCount; panel++)
        {
            ReadOnlySpan<T> e = UnitPart(OutputGradient, panel);
            ReadOnlySpan<T> tangentOfE = UnitPart(OutputGradientTangent, panel);
            ReadOnlySpan<T> q = exponential.Pass.Output.Panel(panel);
            ReadOnlySpan<T> tangentOfQ = exponential.Pass.OutputTangent.Panel(panel);
            ReadOnlySpan<T> u = exponentials.Panel(panel);
            ReadOnlySpan<T> tangentOfU = exponentialTangents!.Panel(panel);
            for (int i = 0; i < e.Length; i++)
            {
                outerSum += (tangentOfE[i] * u[i]) + (e[i] * tangentOfU[i]);
                if (scales.Inner * q[i] < limit)
                {
                    innerSum += (ExponentGradientTangent(e[i], tangentOfE[i], u[i], tangentOfU[i]) * q[i]) + (scales.Outer * e[i] * u[i] * tangentOfQ[i]);
                }
            }
        }

        (product[innerScale], product[innerScale + 1]) = (innerSum, outerSum);
    }

    /// <summary>Dd = alpha_out' e u + alpha_out De u + alpha_out e Du.</summary>
    private T ExponentGradientTangent(T e, T tangentOfE, T u, T tangentOfU) =>
        (scaleDirection.Outer * e * u) + (scales.Outer * ((tangentOfE * u) + (e * tangentOfU)));

    private void SplitGradientTangent(int panel)
    {
        ReadOnlySpan<T> e = UnitPart(OutputGradient, panel);
        Span<T> first = LinearPart(OutputGradientTangent, panel);
        Span<T> tangentOfE = UnitPart(OutputGradientTangent, panel);
        first.CopyTo(linear.Pass.OutputGradientTangent.Panel(panel));
        ReadOnlySpan<T> q = exponential.Pass.Output.Panel(panel);
        ReadOnlySpan<T> u = exponentials.Panel(panel);
        ReadOnlySpan<T> tangentOfU = exponentialTangents!.Panel(panel);
        ReadOnlySpan<T> a = rectified.Pass.Output.Panel(panel);
        ReadOnlySpan<T> t = straight.Pass.Output.Panel(panel);
        Span<T> dq = exponential.Pass.OutputGradientTangent.Panel(panel);
        Span<T> da = rectified.Pass.OutputGradientTangent.Panel(panel);
        Span<T> dt = straight.Pass.OutputGradientTangent.Panel(panel);
        for (int i = 0; i < e.Length; i++)
        {
            T share = Share(a[i], t[i]);
            dq[i] = scales.Inner * q[i] < limit
                ? (scaleDirection.Inner * scales.Outer * e[i] * u[i]) + (scales.Inner * ExponentGradientTangent(e[i], tangentOfE[i], u[i], tangentOfU[i]))
                : T.Zero;
            da[i] = tangentOfE[i] * share * SigmaSlope(a[i]);
            dt[i] = tangentOfE[i] * (T.One - share);
        }
    }
}
