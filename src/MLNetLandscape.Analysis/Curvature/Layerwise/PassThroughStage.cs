namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>A layer that copies its input: flattening, and dropout at rest.</summary>
internal sealed class PassThroughStage(int size) : RecursionStage(size, size)
{
    /// <inheritdoc/>
    public override void Propagate(SampleState state, ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool needInput)
    {
    }
}
