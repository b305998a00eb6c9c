namespace MLNetLandscape.Core.Losses;

/// <summary>l = 1/2 ||f - y||^2.</summary>
public sealed record Squared : Loss
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
