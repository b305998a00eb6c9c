using System.Text.Json.Serialization;
using MLNetLandscape.Core.Kernels;

namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = z for z > 0, Slope * z otherwise; f'(0) = Slope.</summary>
/// <remarks>The sign of z is the sign of y because the slope is positive; for slope 0 there is <see cref="Relu"/>.</remarks>
/// <param name="Slope">Above 0 and below 1; 0.01 by default, as in PyTorch.</param>
/// <exception cref="ArgumentException">The slope is out of range.</exception>
public sealed record LeakyRelu(double Slope = 0.01) : Activation
{
    /// <summary>f'(z) for z of at most 0.</summary>
    public double Slope { get; init => field = Checked(value); } = Checked(Slope);

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsPiecewiseLinear => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Bound => double.PositiveInfinity;

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values) => ReluKernel.Apply(values, T.CreateTruncating(Slope));

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients) =>
        ReluKernel.MultiplyByDerivative(outputs, gradients, T.CreateTruncating(Slope));

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination) => destination.Clear();

    private static double Checked(double slope) => slope is > 0 and < 1
        ? slope
        : throw new ArgumentException($"LeakyRelu.Slope must be above 0 and below 1, but was {slope}. For slope 0, use Relu.");
}
