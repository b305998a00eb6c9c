using System.Text.Json.Serialization;
using MLNetLandscape.Core.Kernels;

namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = max(0, z); f'(0) = 0.</summary>
/// <remarks>A NaN stays a NaN, so that a diverged network is seen to have diverged.</remarks>
public sealed record Relu : Activation
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsPiecewiseLinear => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Bound => double.PositiveInfinity;

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values) => ReluKernel.Apply(values);

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients) =>
        ReluKernel.MultiplyByDerivative(outputs, gradients);

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination) => destination.Clear();
}
