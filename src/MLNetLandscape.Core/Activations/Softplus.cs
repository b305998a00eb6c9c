using System.Numerics.Tensors;
using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = log(1 + exp(z)); f' = 1 - exp(-y), f'' = f' (1 - f').</summary>
/// <remarks>
/// Computed as max(z, 0) + log1p(exp(-|z|)), which neither overflows nor loses the tail exp(z) of very negative z. log1p and expm1 are taken
/// from log and exp with Kahan's correction of the argument's rounding, because the framework's own lose small arguments.
/// Source of the correction: Higham, "Accuracy and stability of numerical algorithms", 2nd edition, section 1.14.1.
/// </remarks>
public sealed record Softplus : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsPiecewiseLinear => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Bound => double.PositiveInfinity;

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values)
    {
        Span<T> tails = stackalloc T[ChunkLength];
        Span<T> logarithms = stackalloc T[ChunkLength];
        for (int start = 0; start < values.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, values.Length - start);
            Span<T> z = values.Slice(start, length);
            Span<T> tail = tails[..length];
            Span<T> logarithm = logarithms[..length];
            TensorPrimitives.Abs(z, tail);
            TensorPrimitives.Negate(tail, tail);
            TensorPrimitives.Exp(tail, tail);
            TensorPrimitives.Add(tail, T.One, logarithm);
            TensorPrimitives.Log(logarithm, logarithm);
            for (int i = 0; i < length; i++)
            {
                T sum = T.One + tail[i];
                z[i] = T.Max(z[i], T.Zero) + (sum == T.One ? tail[i] : logarithm[i] * (tail[i] / (sum - T.One)));
            }
        }
    }

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients)
    {
        Span<T> derivatives = stackalloc T[ChunkLength];
        for (int start = 0; start < gradients.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, gradients.Length - start);
            Span<T> gradient = gradients.Slice(start, length);
            Derivative(outputs.Slice(start, length), derivatives[..length]);
            TensorPrimitives.Multiply(gradient, derivatives[..length], gradient);
        }
    }

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination)
    {
        Span<T> exponentials = stackalloc T[ChunkLength];
        for (int start = 0; start < destination.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, destination.Length - start);
            ReadOnlySpan<T> y = outputs.Slice(start, length);
            Span<T> target = destination.Slice(start, length);
            Derivative(y, target);
            TensorPrimitives.Negate(y, exponentials[..length]);
            TensorPrimitives.Exp(exponentials[..length], exponentials[..length]);
            TensorPrimitives.Multiply(target, exponentials[..length], target);
        }
    }

    /// <summary>1 - e with e = exp(-y): exactly -expm1(-y), in the form (1 - e) y / -log(e) where 1 - e cancels.</summary>
    private static void Derivative<T>(ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> logarithms = stackalloc T[ChunkLength];
        T half = T.One / (T.One + T.One);
        TensorPrimitives.Negate(y, destination);
        TensorPrimitives.Exp(destination, destination);
        TensorPrimitives.Log(destination, logarithms[..y.Length]);
        for (int i = 0; i < y.Length; i++)
        {
            T e = destination[i];
            T d = T.One - e;
            destination[i] = e == T.One ? y[i] : e < half ? d : d * (y[i] / -logarithms[i]);
        }
    }
}
