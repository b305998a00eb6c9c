namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>Where every arm ended.</summary>
/// <param name="ZeroLoss">The loss of outputs that are all zero, the scale of the tolerances.</param>
/// <param name="LowerBound">What no network's mean loss falls below.</param>
/// <param name="Ends">One an arm and start; the plain network first.</param>
public sealed record MinimumTrialResult(double ZeroLoss, double LowerBound, IReadOnlyList<MinimumEnd> Ends);
