using System.Text.Json.Serialization;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Losses;

/// <summary>The loss of one row: a function of the K outputs f and the target.</summary>
/// <remarks>
/// <para>The data term of an objective is the weighted mean over rows of the loss; a loss over several outputs is the sum over outputs.</para>
/// <para>Derivatives are with respect to the outputs. All values of a row are passed feature by feature with a stride, so that the same code
/// reads a plain row (stride 1) and a lane of a panel (stride 32).</para>
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(PolynomialHinge), "polynomial_hinge")]
[JsonDerivedType(typeof(Logistic), "logistic")]
[JsonDerivedType(typeof(Squared), "squared")]
[JsonDerivedType(typeof(OneHotSquared), "one_hot_squared")]
[JsonDerivedType(typeof(Huber), "huber")]
[JsonDerivedType(typeof(SoftmaxCrossEntropy), "softmax_cross_entropy")]
public abstract record Loss
{
    /// <summary>The distance from one output to the next within a panel.</summary>
    private protected const int Lanes = BatchTensor<float>.PanelWidth;

    /// <summary>What a target is: -1 or +1, a class index, or K real numbers.</summary>
    [JsonIgnore]
    public abstract TargetKind Target { get; }

    /// <summary>Which assumptions of the exponential-neuron theorems the loss meets.</summary>
    [JsonIgnore]
    public abstract LossAssumptions Assumptions { get; }

    /// <summary>Numbers in a target for a network of <paramref name="outputs"/> outputs.</summary>
    /// <exception cref="ArgumentException">The loss does not fit that many outputs (a margin loss takes 1, softmax at least 2).</exception>
    public abstract int GetTargetWidth(int outputs);

    /// <summary>The loss of one row and its gradient.</summary>
    /// <param name="outputs">f, K values with the stride.</param>
    /// <param name="target">The target, <see cref="GetTargetWidth"/> values with stride 1.</param>
    /// <param name="gradient">Receives weight * dl/df, K values with the stride.</param>
    /// <param name="stride">The distance from one output to the next.</param>
    /// <param name="weight">A factor for the gradient (the row's share of the mean); the returned value is not multiplied.</param>
    /// <returns>l(f, target).</returns>
    public abstract T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, int stride, T weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The second derivative of one row, applied to a tangent: weight * (d2l/df2) t.</summary>
    /// <param name="outputs">f, K values with the stride.</param>
    /// <param name="target">The target, stride 1.</param>
    /// <param name="tangent">t, K values with the stride.</param>
    /// <param name="product">Receives the product, K values with the stride.</param>
    /// <param name="stride">The distance from one output to the next.</param>
    /// <param name="weight">A factor for the product.</param>
    public abstract void HessianProduct<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, int stride, T weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The weighted sum of the losses of one panel's rows, and their gradients; the gradients of padding lanes become zero.</summary>
    /// <remarks>A panel at a time, because a generic virtual call per row would cost more than the loss itself.</remarks>
    /// <param name="outputs">f, [K][32].</param>
    /// <param name="targets">The targets of the panel's rows, one row after another.</param>
    /// <param name="weights">The example weights of the panel's rows; its length is the number of rows.</param>
    /// <param name="gradient">Receives scale * weight * dl/df, [K][32].</param>
    /// <param name="scale">A factor of all gradients: one over the sum of weights.</param>
    /// <returns>The sum over rows of weight * l, in the order of the rows.</returns>
    internal virtual double EvaluatePanel<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> gradient, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = targets.Length / weights.Length;
        gradient.Clear();
        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            T value = Evaluate(outputs[row..], targets.Slice(row * width, width), gradient[row..], Lanes, scale * weights[row]);
            sum += double.CreateTruncating(weights[row]) * double.CreateTruncating(value);
        }

        return sum;
    }
}
