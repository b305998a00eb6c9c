using System.Numerics.Tensors;
using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = 1 / (1 + exp(-z)); f' = y (1 - y), f'' = y (1 - y) (1 - 2 y).</summary>
public sealed record Sigmoid : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsPiecewiseLinear => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Bound => 1;

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values) => TensorPrimitives.Sigmoid(values, values);

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients)
    {
        Span<T> scratch = stackalloc T[ChunkLength];
        for (int start = 0; start < gradients.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, gradients.Length - start);
            Span<T> gradient = gradients.Slice(start, length);
            Span<T> derivative = scratch[..length];
            Derivative(outputs.Slice(start, length), derivative);
            TensorPrimitives.Multiply(gradient, derivative, gradient);
        }
    }

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination)
    {
        Derivative(outputs, destination);
        Span<T> scratch = stackalloc T[ChunkLength];
        for (int start = 0; start < destination.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, destination.Length - start);
            ReadOnlySpan<T> y = outputs.Slice(start, length);
            Span<T> target = destination.Slice(start, length);
            Span<T> factor = scratch[..length];
            TensorPrimitives.Add(y, y, factor);
            TensorPrimitives.Subtract(T.One, factor, factor);
            TensorPrimitives.Multiply(target, factor, target);
        }
    }

    private static void Derivative<T>(ReadOnlySpan<T> outputs, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(T.One, outputs, destination);
        TensorPrimitives.Multiply(destination, outputs, destination);
    }
}
