namespace MLNetLandscape.Core.Activations;

/// <summary>f(z) = 1 / (1 + exp(-z)).</summary>
public sealed record Sigmoid : Activation
{
    /// <inheritdoc/>
    public override bool IsPiecewiseLinear => false;

    /// <inheritdoc/>
    public override double Bound => 1;

    /// <inheritdoc/>
    public override void Apply<T>(Span<T> values) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination) => throw new NotImplementedException();
}
