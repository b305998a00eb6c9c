namespace MLNetLandscape.Experiments.JacobianRanks;

/// <summary>A training of hidden weights.</summary>
/// <param name="StartRank">The Jacobian's rank at the start.</param>
/// <param name="EndRank">The rank at the end.</param>
/// <param name="StartLoss">1/2 ||r||^2 at the start.</param>
/// <param name="EndLoss">1/2 ||r||^2 at the end.</param>
/// <param name="EndGradientNorm">||J'r|| at the end.</param>
/// <param name="EndBound">||gradient|| / sigma_min at the end, what ||r|| cannot exceed; infinite without full rank.</param>
/// <param name="LargestViolation">The largest ||r|| sigma_min / ||gradient|| over the looks along the way; theory: at most 1, up to rounding.</param>
public sealed record RankTraining(
    int StartRank, int EndRank, double StartLoss, double EndLoss, double EndGradientNorm, double EndBound, double LargestViolation);
