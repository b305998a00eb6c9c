namespace MLNetLandscape.Experiments.Tests;

/// <summary>What a trial of the counting experiment is told.</summary>
public sealed record CountingSettings(int Count);
