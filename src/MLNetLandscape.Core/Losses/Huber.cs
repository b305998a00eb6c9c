using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Losses;

/// <summary>The Huber loss: the sum over outputs of r^2 / 2 for |r| up to the threshold d, d (|r| - d / 2) beyond, with r = f - y.</summary>
/// <remarks>
/// <para>dl/df = r clipped to [-d, d]; the second derivative is 1 for |r| &lt;= d and 0 beyond.</para>
/// <para>Source: Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 35 (1964), 73-101.</para>
/// </remarks>
/// <param name="Threshold">d, positive and finite; 1 suits targets of unit deviation, and is PyTorch's.</param>
public sealed record Huber(double Threshold = 1) : Loss
{
    /// <summary>d, positive and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not positive or not finite.</exception>
    public double Threshold { get; init => field = Validated(value); } = Validated(Threshold);

    /// <inheritdoc/>
    [JsonIgnore]
    public override TargetKind Target => TargetKind.Real;

    /// <inheritdoc/>
    /// <remarks>Convex and once continuously differentiable; the second derivative jumps at |r| = d, so it is not C^2.</remarks>
    [JsonIgnore]
    public override LossAssumptions Assumptions => LossAssumptions.ConvexInOutputs;

    /// <inheritdoc/>
    public override int GetTargetWidth(int outputs) => outputs;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, int stride, T weight)
    {
        T d = T.CreateTruncating(Threshold);
        T two = T.CreateTruncating(2);
        T sum = T.Zero;
        for (int k = 0; k < target.Length; k++)
        {
            T r = outputs[k * stride] - target[k];
            bool linear = T.Abs(r) > d;
            gradient[k * stride] = weight * (linear ? T.CopySign(d, r) : r);
            sum += linear ? d * (T.Abs(r) - (d / two)) : r * r / two;
        }

        return sum;
    }

    /// <inheritdoc/>
    public override void HessianProduct<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, int stride, T weight)
    {
        T d = T.CreateTruncating(Threshold);
        for (int k = 0; k < target.Length; k++)
        {
            bool linear = T.Abs(outputs[k * stride] - target[k]) > d;
            product[k * stride] = linear ? T.Zero : weight * tangent[k * stride];
        }
    }

    private static double Validated(double threshold) => threshold > 0 && double.IsFinite(threshold)
        ? threshold
        : throw new ArgumentOutOfRangeException(
            nameof(threshold),
            $"Threshold must be positive and finite, but was {threshold}. For a loss that is quadratic everywhere, use the squared loss.");
}
