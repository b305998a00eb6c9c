namespace MLNetLandscape.Core.Networks;

/// <summary>A block of a <see cref="MaximumConcatenationNetwork"/>.</summary>
/// <param name="Units">Units of the maximum, at least 1.</param>
/// <param name="Earlier">X^, by number: 0 is what the blocks start from, k the output of the k-th block; null takes the previous one.</param>
public sealed record MaximumConcatenationStage(int Units, int? Earlier = null);
