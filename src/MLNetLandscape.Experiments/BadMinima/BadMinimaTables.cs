using MLNetLandscape.Analysis.Certificates;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>The tables of the experiment on bad minima.</summary>
internal sealed class BadMinimaTables(IReadOnlyList<ProblemRuns> groups)
{
    /// <summary>The tables.</summary>
    public ReportTable[] All() =>
    [
        Problems(), Escapes("escapes", "From the same random starts", fromPlainEnd: false), Escapes("rescues", "From where the plain network is stuck", fromPlainEnd: true), Certificates(),
    ];

    private ReportTable Problems() => new(
        "problems",
        "The plain network",
        ["Problem", "Realizable", "Method", "Starts", "Best loss", "Proven bound", "Solved", "Distinct losses at the end", "Gradient, median"],
        [.. groups.Select(group => (IReadOnlyList<ReportCell>)
        [
            group.Problem.Name, group.Problem.IsRealizable ? "yes" : "no", BadMinimaNames.Of(group.Optimizer), group.Runs.Count, ReportCell.Number(group.Best), ReportCell.Number(group.Runs.Max(run => run.LowerBound)),
            ReportCell.Hits(group.Count(group.Plain, EscapeOutcome.Solved), group.Runs.Count),
            group.Plain.Select(end => Math.Round(end.BaseLoss / Math.Max(group.Margin, 1e-6))).Distinct().Count(), ReportCell.Number(Median(group.Plain.Select(end => end.GradientNorm)), "G2"),
        ])],
        "Distinct: up to the tolerance of 'solved'.");

    private ReportTable Escapes(string id, string title, bool fromPlainEnd) => new(
        id,
        title,
        ["Problem", "Method", "Arm", "Starts", "Solved", "Only seems", "Stuck", "Broke down", "|a|, median", "Largest term, median"],
        [.. groups.SelectMany(group => group.Problem.Arms.Select(arm => (Arm: arm, Ends: group.Ends(arm, fromPlainEnd)))
            .Where(row => row.Ends.Count > 0).Select(row => (IReadOnlyList<ReportCell>)
            [
                group.Problem.Name, BadMinimaNames.Of(group.Optimizer), BadMinimaNames.Of(row.Arm, group.Problem), row.Ends.Count,
                group.Count(row.Ends, EscapeOutcome.Solved), group.Count(row.Ends, EscapeOutcome.OnlySeems), group.Count(row.Ends, EscapeOutcome.Stuck), group.Count(row.Ends, EscapeOutcome.BrokeDown),
                ReportCell.Number(Median(row.Ends.Select(end => Math.Abs(end.Scale))), "G2"), ReportCell.Number(Median(row.Ends.Select(end => end.LargestTerm)), "G2"),
            ]))],
        "Only seems: the objective with the neuron is as low as the best loss, the base network's is not.");

    private ReportTable Certificates() => new(
        "certificates",
        "What can be proven of the ends",
        ["Problem", "Arm", "Ends", "Certified", "Saddle", "Diverging", "Not stationary", "Undecided"],
        [.. groups.GroupBy(group => group.Problem).SelectMany(problem => problem.SelectMany(group => group.Runs.SelectMany(run => run.Ends)).GroupBy(end => end.Arm)
            .Select(arm => (IReadOnlyList<ReportCell>)
            [
                problem.Key.Name, BadMinimaNames.Of(arm.Key, problem.Key), arm.Count(), arm.Count(end => end.Verdict is Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance),
                arm.Count(end => end.Verdict == Verdict.Saddle), arm.Count(end => end.Verdict == Verdict.Diverging), arm.Count(end => end.Verdict == Verdict.NotStationary),
                arm.Count(end => end.Verdict == Verdict.Undecided),
            ]))],
        "Both methods and both kinds of start together. Certified: within 1e-3 of a bound that no parameters beat, the base network alone included; stationary: gradient up to 1e-4.");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
