namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>||r||^2 before and after the same training from two starts.</summary>
/// <param name="Start">Of the pretrained network, computed by the network itself.</param>
/// <param name="End">After training it.</param>
/// <param name="RandomStart">Of the same network at random, its readout too.</param>
/// <param name="RandomEnd">After training that.</param>
public sealed record PretrainingComparison(double Start, double End, double RandomStart, double RandomEnd);
