namespace MLNetLandscape.Experiments.MaximumConcatenation;

/// <summary>What a trial found.</summary>
/// <param name="Depths">By blocks, from none on.</param>
public sealed record BlockTrialResult(BlockDepth[] Depths);
