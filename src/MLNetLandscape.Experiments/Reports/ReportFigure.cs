using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.Reports;

/// <summary>A figure of a report.</summary>
/// <param name="Id">Stable across versions, for file names: "escapes".</param>
/// <param name="Figure">The charts.</param>
public sealed record ReportFigure(string Id, Figure Figure);
