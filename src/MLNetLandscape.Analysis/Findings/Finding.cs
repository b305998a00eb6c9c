namespace MLNetLandscape.Analysis.Findings;

/// <summary>One thing that an analysis found.</summary>
/// <param name="Id">What it is about, stable across versions: "gradient-norm".</param>
/// <param name="Kind">What it is worth.</param>
/// <param name="Message">The finding in words, with its figures.</param>
public sealed record Finding(string Id, FindingKind Kind, string Message);
