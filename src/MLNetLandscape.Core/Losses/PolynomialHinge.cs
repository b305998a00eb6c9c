using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Losses;

/// <summary>The polynomial hinge loss l(z) = max(0, 1 + z)^p of z = -y f(x).</summary>
/// <remarks>
/// <para>l'(z) = p max(0, 1 + z)^(p-1), l''(z) = p (p - 1) max(0, 1 + z)^(p-2); p >= 3 makes l twice continuously differentiable.</para>
/// <para>Source: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, Assumption 1.</para>
/// </remarks>
/// <param name="Power">p, at least 3; 3, the smallest, is the one of the article's experiment.</param>
public sealed record PolynomialHinge(int Power = 3) : MarginLoss
{
    /// <summary>p, at least 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The power is below 3.</exception>
    public int Power { get; init => field = Validated(value); } = Validated(Power);

    /// <inheritdoc/>
    /// <remarks>
    /// All: C^2 by p >= 3; l' >= 0; l' = 0 exactly where 1 + z &lt;= 0, and there l = 0 is the minimum, at z &lt;= -1 &lt; 0; l'' >= 0, and z is linear in f.
    /// </remarks>
    [JsonIgnore]
    public override LossAssumptions Assumptions => LossAssumptions.SingleNeuronTheorem | LossAssumptions.ConvexInOutputs;

    private Function Margin => new(Power);

    /// <inheritdoc/>
    public override double Value(double z) => Margin.Evaluate(z, out _);

    /// <inheritdoc/>
    public override double FirstDerivative(double z)
    {
        Margin.Evaluate(z, out double first);
        return first;
    }

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Margin.SecondDerivative(z);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, int stride, T weight) =>
        MarginRows.Evaluate(Margin, outputs, target, gradient, weight);

    /// <inheritdoc/>
    public override void HessianProduct<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, int stride, T weight) =>
        MarginRows.HessianProduct(Margin, outputs, target, tangent, product, weight);

    /// <inheritdoc/>
    internal override double EvaluatePanel<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> gradient, T scale) =>
        MarginRows.EvaluatePanel(Margin, outputs, targets, weights, gradient, scale);

    private static int Validated(int power) => power >= 3
        ? power
        : throw new ArgumentOutOfRangeException(
            nameof(power),
            $"Power must be at least 3, but was {power}: below 3 the second derivative of max(0, 1 + z)^p is not continuous at z = -1, "
            + "and the exponential-neuron theorem does not hold. Use 3.");

    private readonly struct Function(int power) : IMarginFunction
    {
        public T Evaluate<T>(T z, out T first)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T m = Hinge(z);
            T q = PowerOf(m) * m;
            first = T.CreateTruncating(power) * q;
            return q * m;
        }

        public T SecondDerivative<T>(T z)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            T.CreateTruncating(power * (long)(power - 1)) * PowerOf(Hinge(z));

        // Written so that not-a-number survives: a diverged network must not look like a perfect one.
        private static T Hinge<T>(T z)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T m = T.One + z;
            return m < T.Zero ? T.Zero : m;
        }

        /// <summary>m^(p-2), by squaring.</summary>
        private T PowerOf<T>(T m)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (power == 3)
            {
                return m;
            }

            T result = T.One;
            for (int rest = power - 2; rest > 0; rest >>= 1, m *= m)
            {
                if ((rest & 1) != 0)
                {
                    result *= m;
                }
            }

            return result;
        }
    }
}
