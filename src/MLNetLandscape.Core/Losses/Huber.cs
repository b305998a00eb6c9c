namespace MLNetLandscape.Core.Losses;

/// <summary>The sum over outputs of r^2 / 2 for |r| up to the threshold d, d (|r| - d / 2) beyond, with r = f - y.</summary>
public sealed record Huber(double Threshold = 1) : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => throw new NotImplementedException();

    /// <inheritdoc/>
    public override LossAssumptions Assumptions => throw new NotImplementedException();

    /// <inheritdoc/>
    public override int GetTargetWidth(int outputs) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, int stride, T weight) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void HessianProduct<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, int stride, T weight) => throw new NotImplementedException();
}
