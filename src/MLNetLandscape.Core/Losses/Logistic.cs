using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Losses;

/// <summary>The logistic loss l(z) = log(1 + exp z) of z = -y f(x).</summary>
/// <remarks>
/// l'(z) = s(z) = 1 / (1 + exp(-z)), l''(z) = s(z) s(-z). Computed as max(z, 0) + log(1 + exp(-|z|)), so nothing overflows and nothing is lost
/// for z far below 0.
/// </remarks>
public sealed record Logistic : MarginLoss
{
    /// <inheritdoc/>
    /// <remarks>
    /// C^2, increasing and convex; but l' > 0 everywhere, so the infimum 0 is approached as z falls without bound and never attained: there is no
    /// global minimum, and the theorems that start from one do not apply.
    /// </remarks>
    [JsonIgnore]
    public override LossAssumptions Assumptions =>
        LossAssumptions.TwiceDifferentiable | LossAssumptions.NonDecreasingInMargin | LossAssumptions.ConvexInOutputs;

    /// <inheritdoc/>
    public override double Value(double z) => default(Function).Evaluate(z, out _);

    /// <inheritdoc/>
    public override double FirstDerivative(double z)
    {
        default(Function).Evaluate(z, out double first);
        return first;
    }

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => default(Function).SecondDerivative(z);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, int stride, T weight) =>
        MarginRows.Evaluate(default(Function), outputs, target, gradient, weight);

    /// <inheritdoc/>
    public override void HessianProduct<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, int stride, T weight) =>
        MarginRows.HessianProduct(default(Function), outputs, target, tangent, product, weight);

    /// <inheritdoc/>
    internal override double EvaluatePanel<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> gradient, T scale) =>
        MarginRows.EvaluatePanel(default(Function), outputs, targets, weights, gradient, scale);

    private readonly struct Function : IMarginFunction
    {
        public T Evaluate<T>(T z, out T first)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T e = T.Exp(-T.Abs(z));
            first = (z < T.Zero ? e : T.One) / (T.One + e);
            return (z < T.Zero ? T.Zero : z) + LogOnePlus(e);
        }

        public T SecondDerivative<T>(T z)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T e = T.Exp(-T.Abs(z));
            return e / ((T.One + e) * (T.One + e));
        }

        // Kahan's correction: log(u) e / (u - 1) with u the rounded 1 + e. T.LogP1 is log(1 + e) and loses a small e.
        private static T LogOnePlus<T>(T e)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T u = T.One + e;
            return u == T.One ? e : T.Log(u) * e / (u - T.One);
        }
    }
}
