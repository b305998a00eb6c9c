using System.Numerics.Tensors;
using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = tanh(z); f' = 1 - y^2, f'' = -2 y (1 - y^2).</summary>
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsPiecewiseLinear => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Bound => 1;

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values) => TensorPrimitives.Tanh(values, values);

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients)
    {
        Span<T> scratch = stackalloc T[ChunkLength];
        for (int start = 0; start < gradients.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, gradients.Length - start);
            ReadOnlySpan<T> y = outputs.Slice(start, length);
            Span<T> gradient = gradients.Slice(start, length);
            Span<T> derivative = scratch[..length];
            TensorPrimitives.Multiply(y, y, derivative);
            TensorPrimitives.Subtract(T.One, derivative, derivative);
            TensorPrimitives.Multiply(gradient, derivative, gradient);
        }
    }

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination)
    {
        TensorPrimitives.Multiply(outputs, outputs, destination);
        TensorPrimitives.Subtract(destination, T.One, destination);
        TensorPrimitives.Multiply(destination, outputs, destination);
        TensorPrimitives.Add(destination, destination, destination);
    }
}
