using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Losses;

/// <summary>The squared loss l = 1/2 ||f - y||^2, the sum over outputs.</summary>
/// <remarks>dl/df = f - y; the second derivative is the identity.</remarks>
public sealed record Squared : Loss
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override TargetKind Target => TargetKind.Real;

    /// <inheritdoc/>
    /// <remarks>Smooth and convex in f, which is what Kawaguchi and Kaelbling ask; not a function of a margin, so Theorem 1 of Liang et al. does not speak of it.</remarks>
    [JsonIgnore]
    public override LossAssumptions Assumptions => LossAssumptions.TwiceDifferentiable | LossAssumptions.ConvexInOutputs;

    /// <inheritdoc/>
    public override int GetTargetWidth(int outputs) => outputs;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, int stride, T weight)
    {
        T sum = T.Zero;
        for (int k = 0; k < target.Length; k++)
        {
            T r = outputs[k * stride] - target[k];
            gradient[k * stride] = weight * r;
            sum += r * r;
        }

        return sum / T.CreateTruncating(2);
    }

    /// <inheritdoc/>
    public override void HessianProduct<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, int stride, T weight)
    {
        for (int k = 0; k < target.Length; k++)
        {
            product[k * stride] = weight * tangent[k * stride];
        }
    }
}
