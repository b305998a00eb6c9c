using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = exp(min(z, MaximumExponent)), the exponential neuron's; f' = f'' = y below the clamp and 0 from it on.</summary>
/// <remarks>Part of <see cref="Layers.WithExponentialUnit"/> and never serialised by itself.</remarks>
/// <param name="MaximumExponent">The clamp, positive.</param>
internal sealed record ClampedExponential(double MaximumExponent) : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsPiecewiseLinear => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Bound => Maximum<double>();

    /// <summary>The value at the clamp: an output of at least this was clamped.</summary>
    public T Maximum<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp(T.CreateTruncating(MaximumExponent));

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values)
    {
        T limit = T.CreateTruncating(MaximumExponent);
        T maximum = Maximum<T>();
        foreach (ref T value in values)
        {
            // One exponential for all, so that a clamped output equals the maximum bit for bit.
            value = value >= limit ? maximum : T.Exp(value);
        }
    }

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients)
    {
        T maximum = Maximum<T>();
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = outputs[i] >= maximum ? T.Zero : gradients[i] * outputs[i];
        }
    }

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination)
    {
        T maximum = Maximum<T>();
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = outputs[i] >= maximum ? T.Zero : outputs[i];
        }
    }
}
