namespace MLNetLandscape.Core.Losses;

/// <summary>l = -log softmax(f)_y.</summary>
public sealed record SoftmaxCrossEntropy : Loss
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
