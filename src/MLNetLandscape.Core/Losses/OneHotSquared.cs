using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Losses;

/// <summary>The squared loss of a class y = 0 .. K - 1: l = 1/2 ||q - e_y||^2, with q the outputs f or their softmax; e_y is 1 at y and 0 elsewhere.</summary>
/// <remarks>
/// <para>q = f: dl/df = f - e_y, and the second derivative is the identity: <see cref="Squared"/> on one-hot targets, with the class as target, so that
/// accuracies and labels are known.</para>
/// <para>q = p = softmax(f), r = p - e_y, s = p'r: dl/df_k = p_k (r_k - s). Along t, with dp_k = p_k (t_k - p't) and ds = dp'r + p'dp, the derivative of
/// that is dp_k (r_k - s) + p_k (dp_k - ds). This is Brier's score (1950); it is bounded and not convex in f.</para>
/// </remarks>
/// <param name="AppliesSoftmax">Whether q is the softmax of the outputs.</param>
public sealed record OneHotSquared(bool AppliesSoftmax = false) : Loss
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override TargetKind Target => TargetKind.ClassIndex;

    /// <inheritdoc/>
    [JsonIgnore]
    public override LossAssumptions Assumptions =>
        LossAssumptions.TwiceDifferentiable | (AppliesSoftmax ? LossAssumptions.None : LossAssumptions.ConvexInOutputs);

    /// <inheritdoc/>
    public override int GetTargetWidth(int outputs) => outputs >= 2
        ? 1
        : throw new ArgumentException(
            $"OneHotSquared takes a network of at least 2 outputs, one per class, but it has {outputs}. For one output, use Squared.", nameof(outputs));

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, int stride, T weight)
    {
        int label = ClassTarget.Read(target[0], outputs.Length, stride, nameof(OneHotSquared)) * stride;
        FillEstimates(outputs, gradient, stride);
        T inner = T.Zero, squares = T.Zero;
        for (int k = 0; k < outputs.Length; k += stride)
        {
            T r = gradient[k] - (k == label ? T.One : T.Zero);
            inner += gradient[k] * r;
            squares += r * r;
        }

        for (int k = 0; k < outputs.Length; k += stride)
        {
            T q = gradient[k], r = q - (k == label ? T.One : T.Zero);
            gradient[k] = weight * (AppliesSoftmax ? q * (r - inner) : r);
        }

        return squares / T.CreateTruncating(2);
    }

    /// <inheritdoc/>
    public override void HessianProduct<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, int stride, T weight)
    {
        int label = ClassTarget.Read(target[0], outputs.Length, stride, nameof(OneHotSquared)) * stride;
        if (!AppliesSoftmax)
        {
            for (int k = 0; k < outputs.Length; k += stride)
            {
                product[k] = weight * tangent[k];
            }

            return;
        }

        FillEstimates(outputs, product, stride);
        T mean = T.Zero, inner = T.Zero;
        for (int k = 0; k < outputs.Length; k += stride)
        {
            mean += product[k] * tangent[k];
            inner += product[k] * (product[k] - (k == label ? T.One : T.Zero));
        }

        T change = T.Zero;
        for (int k = 0; k < outputs.Length; k += stride)
        {
            T p = product[k], r = p - (k == label ? T.One : T.Zero);
            change += p * (tangent[k] - mean) * (r + p);
        }

        for (int k = 0; k < outputs.Length; k += stride)
        {
            T p = product[k], r = p - (k == label ? T.One : T.Zero), dp = p * (tangent[k] - mean);
            product[k] = weight * ((dp * (r - inner)) + (p * (dp - change)));
        }
    }

    /// <summary>Writes q.</summary>
    private void FillEstimates<T>(ReadOnlySpan<T> outputs, Span<T> estimates, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T max = AppliesSoftmax ? outputs[0] : T.Zero;
        for (int k = stride; AppliesSoftmax && k < outputs.Length; k += stride)
        {
            max = T.Max(max, outputs[k]);
        }

        T sum = T.Zero;
        for (int k = 0; k < outputs.Length; k += stride)
        {
            estimates[k] = AppliesSoftmax ? T.Exp(outputs[k] - max) : outputs[k];
            sum += estimates[k];
        }

        for (int k = 0; AppliesSoftmax && k < outputs.Length; k += stride)
        {
            estimates[k] /= sum;
        }
    }
}
