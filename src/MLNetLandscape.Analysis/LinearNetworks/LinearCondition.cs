namespace MLNetLandscape.Analysis.LinearNetworks;

/// <summary>One condition of the theorem on deep linear networks.</summary>
/// <param name="Name">What it asks.</param>
/// <param name="Holds">Whether the data meets it.</param>
/// <param name="Figure">The figure that decides: a ratio of singular values, a difference of sizes, the smallest relative gap of eigenvalues.</param>
/// <param name="Threshold">What the figure must exceed, or, for sizes, reach.</param>
public sealed record LinearCondition(string Name, bool Holds, double Figure, double Threshold);
