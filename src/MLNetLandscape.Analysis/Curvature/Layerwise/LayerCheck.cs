namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>One layer's block against the theory.</summary>
/// <param name="Block">Which parameters.</param>
/// <param name="SmallestEigenvalue">The smallest eigenvalue of the block.</param>
/// <param name="LargestEigenvalue">The largest.</param>
/// <param name="Trace">The trace.</param>
/// <param name="Rounding">What an eigenvalue that is zero may come out as: 4 x dimension x 2^-52 x the largest magnitude.</param>
public sealed record LayerCheck(LayerBlock Block, double SmallestEigenvalue, double LargestEigenvalue, double Trace, double Rounding)
{
    /// <summary>Whether the block has no eigenvalue below zero, up to rounding.</summary>
    public bool IsPositiveSemidefinite => SmallestEigenvalue >= -Rounding;
}
