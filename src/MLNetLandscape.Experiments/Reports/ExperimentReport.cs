namespace MLNetLandscape.Experiments.Reports;

/// <summary>What an experiment found: the same bits for the same options, whatever the threads, the machines and the interruptions.</summary>
public sealed record ExperimentReport
{
    /// <summary>What was done, in the order in which a reader wants to know: names and values.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Setting { get; init; }

    /// <summary>The claims and their verdicts.</summary>
    public required IReadOnlyList<ClaimReview> Claims { get; init; }

    /// <summary>The tables.</summary>
    public required IReadOnlyList<ReportTable> Tables { get; init; }

    /// <summary>The figures.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    /// <summary>What was left out and why, what failed, what limits the findings.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
