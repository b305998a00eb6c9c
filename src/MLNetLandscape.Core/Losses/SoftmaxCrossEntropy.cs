using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Losses;

/// <summary>The cross entropy l = -log softmax(f)_y of class y = 0 .. K - 1, with the outputs as logits.</summary>
/// <remarks>
/// With m = max f, p_k = exp(f_k - m) / sum_j exp(f_j - m): l = log(sum_j exp(f_j - m)) + m - f_y, dl/df = p - e_y, and the second derivative
/// diag(p) - p p' is applied without being formed. Shifted by m, no exponential overflows.
/// </remarks>
public sealed record SoftmaxCrossEntropy : Loss
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override TargetKind Target => TargetKind.ClassIndex;

    /// <inheritdoc/>
    /// <remarks>Smooth and convex in f; with hard labels its infimum 0 is never attained, so no finite point is a minimum of an interpolating network.</remarks>
    [JsonIgnore]
    public override LossAssumptions Assumptions => LossAssumptions.TwiceDifferentiable | LossAssumptions.ConvexInOutputs;

    /// <inheritdoc/>
    public override int GetTargetWidth(int outputs) => outputs >= 2
        ? 1
        : throw new ArgumentException(
            $"SoftmaxCrossEntropy takes a network of at least 2 outputs, one per class, but it has {outputs}. For two classes with one output, use PolynomialHinge or Logistic.",
            nameof(outputs));

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, int stride, T weight)
    {
        int label = ClassTarget.Read(target[0], outputs.Length, stride, nameof(SoftmaxCrossEntropy));
        T max = Max(outputs, stride);
        T sum = T.Zero;
        for (int k = 0; k < outputs.Length; k += stride)
        {
            T e = T.Exp(outputs[k] - max);
            gradient[k] = e;
            sum += e;
        }

        T share = weight / sum;
        for (int k = 0; k < outputs.Length; k += stride)
        {
            gradient[k] *= share;
        }

        gradient[label * stride] -= weight;
        return T.Log(sum) + (max - outputs[label * stride]);
    }

    /// <inheritdoc/>
    public override void HessianProduct<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, int stride, T weight)
    {
        // Tangents relative to the largest output's: where its probability rounds to 1, the mean would otherwise cancel all digits of its product.
        int largest = IndexOfMax(outputs, stride);
        T max = outputs[largest];
        T origin = tangent[largest];
        T sum = T.Zero;
        T mean = T.Zero;
        for (int k = 0; k < outputs.Length; k += stride)
        {
            T e = T.Exp(outputs[k] - max);
            sum += e;
            mean += e * (tangent[k] - origin);
        }

        mean /= sum;
        for (int k = 0; k < outputs.Length; k += stride)
        {
            product[k] = weight * (T.Exp(outputs[k] - max) / sum) * (tangent[k] - origin - mean);
        }
    }

    private static T Max<T>(ReadOnlySpan<T> outputs, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => outputs[IndexOfMax(outputs, stride)];

    private static int IndexOfMax<T>(ReadOnlySpan<T> outputs, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int largest = 0;
        for (int k = stride; k < outputs.Length; k += stride)
        {
            largest = outputs[k] > outputs[largest] ? k : largest;
        }

        return largest;
    }
}
