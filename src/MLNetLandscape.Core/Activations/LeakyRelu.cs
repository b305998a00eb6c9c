namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = z for z > 0, Slope * z otherwise; f'(0) = Slope. The slope, 0 exclusive to 1, is 0.01 by default, as in PyTorch.</summary>
public sealed record LeakyRelu(double Slope = 0.01) : Activation
{
    /// <inheritdoc/>
    public override bool IsPiecewiseLinear => true;

    /// <inheritdoc/>
    public override double Bound => double.PositiveInfinity;

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination) => throw new NotImplementedException();
}
