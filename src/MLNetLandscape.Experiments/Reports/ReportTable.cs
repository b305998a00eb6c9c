namespace MLNetLandscape.Experiments.Reports;

/// <summary>A table of a report.</summary>
/// <param name="Id">Stable across versions: "escapes".</param>
/// <param name="Title">What it shows.</param>
/// <param name="Headings">One a column.</param>
/// <param name="Rows">As many cells each as there are headings.</param>
/// <param name="Note">How to read it; null for nothing.</param>
public sealed record ReportTable(
    string Id, string Title, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<ReportCell>> Rows, string? Note = null);
