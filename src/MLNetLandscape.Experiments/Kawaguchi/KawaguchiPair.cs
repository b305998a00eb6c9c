using MLNetLandscape.Analysis.Models;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>Two networks of a tuple.</summary>
/// <param name="Agreement">The share of rows with the same label; NaN for regression.</param>
/// <param name="Distance">||theta_1 - theta_2||.</param>
/// <param name="AlignedDistance">The same after the hidden units of the second are renumbered; NaN where that is not defined.</param>
/// <param name="ShareBeyond">The share of parameters further apart than 0.1.</param>
/// <param name="AlignedShareBeyond">The same after alignment.</param>
public sealed record KawaguchiPair(double Agreement, double Distance, double AlignedDistance, double ShareBeyond, double AlignedShareBeyond)
{
    /// <summary>The figures of a comparison with one threshold.</summary>
    internal static KawaguchiPair Of(PairFigures pair) => new(
        pair.Agreement ?? double.NaN, pair.Distance, pair.AlignedDistance ?? double.NaN, pair.ShareBeyond[0], pair.AlignedShareBeyond?[0] ?? double.NaN);
}
