namespace MLNetLandscape.Analysis.LinearNetworks;

/// <summary>A critical value of a deep linear network.</summary>
/// <param name="Set">The indices of the eigenvalues of Sigma that its critical points explain, 0 for the largest.</param>
/// <param name="Value">The loss.</param>
public sealed record LinearCriticalValue(IReadOnlyList<int> Set, double Value);
