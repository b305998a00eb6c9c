using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = z.</summary>
public sealed record Identity : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsPiecewiseLinear => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Bound => double.PositiveInfinity;

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values)
    {
    }

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients)
    {
    }

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination) => destination.Clear();
}
