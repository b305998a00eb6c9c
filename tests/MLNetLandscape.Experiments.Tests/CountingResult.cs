namespace MLNetLandscape.Experiments.Tests;

/// <summary>What a trial of the counting experiment found.</summary>
public sealed record CountingResult(double Mean);
