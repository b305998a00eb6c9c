using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>The report of the experiment on bad minima.</summary>
internal sealed class BadMinimaSummary
{
    private readonly IReadOnlyList<ProblemRuns> groups;
    private readonly IReadOnlyList<(MinimumTrialSettings Settings, MinimumTrialResult Result)> trials;

    public BadMinimaSummary(IReadOnlyList<(MinimumTrialSettings Settings, MinimumTrialResult Result)> trials)
    {
        this.trials = trials;
        Dictionary<string, double> best = trials.GroupBy(trial => trial.Settings.Problem)
            .ToDictionary(group => group.Key, group => BestOf(MinimumProblems.Find(group.Key), [.. group.Select(trial => trial.Result)]));
        groups =
        [
            .. trials.GroupBy(trial => (trial.Settings.Problem, trial.Settings.Optimizer)).Select(group => new ProblemRuns(
                MinimumProblems.Find(group.Key.Problem), group.Key.Optimizer, best[group.Key.Problem], [.. group.Select(trial => trial.Result)])),
        ];
    }

    public ExperimentReport Report() => new()
    {
        Setting = [.. Setting()],
        Claims = [GlobalClaim(), EscapeClaim(), ScaleClaim()],
        Tables = [Problems(), Escapes("escapes", "From the same random starts", fromPlainEnd: false), Escapes("rescues", "From where the plain network is stuck", fromPlainEnd: true), Certificates()],
        Figures = [.. Figures()],
        Remarks =
        [
            "Where the network can fit the data, the best loss is the proven lower bound; elsewhere it is the least that any descent has found, which is no proof.",
            "'Solved' asks the base network, stripped of what was added, to be within 1 % of the way from the best loss to that of zero outputs.",
            "A descent that is cut off after its steps may still have been moving: 'stuck' includes slow.",
        ],
    };

    /// <summary>The proven bound where the network can reach it, else the least loss found.</summary>
    private static double BestOf(MinimumProblem problem, MinimumTrialResult[] runs) => problem.IsRealizable
        ? runs.Max(run => run.LowerBound)
        : runs.SelectMany(run => run.Ends).Where(end => end.IsFinite).Select(end => end.BaseLoss).DefaultIfEmpty(double.NaN).Min();

    private IEnumerable<KeyValuePair<string, string>> Setting()
    {
        foreach (var group in trials.GroupBy(trial => trial.Settings.Optimizer))
        {
            yield return new(
                group.Key == MinimumOptimizer.Adam ? "Adam" : "gradient descent",
                $"{group.First().Settings.Steps} steps on all rows{(group.Key == MinimumOptimizer.Adam ? ", rate 0.01" : ", step 0.01 (one-neuron 0.2, two-outputs 0.1)")}, double precision, lambda = 0.1");
        }

        yield return new("starts", $"{groups[0].Runs.Count} a problem and method, shared by all arms");
        foreach (MinimumProblem problem in groups.Select(group => group.Problem).Distinct())
        {
            yield return new(problem.Name, problem.Description);
        }
    }

    private ClaimReview GlobalClaim()
    {
        // A finite point with a small gradient whose base network is bad and which no certificate explains would be a candidate against the theorem.
        var ends = groups.Where(group => group.Problem.IsRealizable)
            .SelectMany(group => group.Runs.SelectMany(run => run.Ends).Where(end => end.Arm != MinimumArm.Plain && end.IsFinite).Select(end => (Group: group, End: end))).ToArray();
        var bad = ends.Where(pair => pair.Group.OutcomeOf(pair.End) != EscapeOutcome.Solved).ToArray();
        int candidates = bad.Count(pair => pair.End.GradientNorm < 1e-6 && pair.End.Verdict is Verdict.Undecided);
        int certified = ends.Count(pair => pair.End.Verdict is Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance);
        return new ClaimReview(
            "On realizable data, a point that is a local minimum of the objective with the neuron is a global minimum of the base network.",
            candidates == 0 ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            [
                $"Of {ends.Length} finite ends on realizable problems {certified} are certified global minima; {bad.Length} have a bad base network.",
                $"Of the bad ones {candidates} have a gradient below 1e-6 without being recognised as a saddle or as diverging; only such points could contradict the claim.",
                "The claim is about local minima, not about where descent ends.",
            ]);
    }

    private ClaimReview EscapeClaim()
    {
        List<string> reasons = [];
        (int gained, int lost, int seems) = (0, 0, 0);
        foreach (ProblemRuns group in groups)
        {
            int plain = group.Count(group.Plain, EscapeOutcome.Solved);
            foreach (MinimumArm arm in group.Problem.Arms)
            {
                IReadOnlyList<MinimumEnd> fresh = group.Ends(arm, fromPlainEnd: false), rescued = group.Ends(arm, fromPlainEnd: true);
                int solved = group.Count(fresh, EscapeOutcome.Solved);
                gained += Math.Max(0, solved - plain);
                lost += Math.Max(0, plain - solved);
                seems += group.Count(fresh, EscapeOutcome.OnlySeems);
                if (group.Problem.Name is "xor" or "dead" && arm is MinimumArm.Skip or MinimumArm.LossFactor)
                {
                    reasons.Add($"{group.Problem.Name}, {MethodOf(group.Optimizer)}: plain solves {plain} of {group.Runs.Count}, {NameOf(arm, group.Problem)} {solved}; of {rescued.Count} stuck plain networks it rescues {group.Count(rescued, EscapeOutcome.Solved)}, "
                        + $"and {group.Count(rescued, EscapeOutcome.OnlySeems)} only seem rescued.");
                }
            }
        }

        return new ClaimReview(
            "So descent with the neuron escapes where plain descent gets stuck.",
            gained > 0 && lost == 0 && seems == 0 ? ClaimVerdict.Holds : gained > lost ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.DoesNotHold,
            [.. reasons, $"Over all problems, methods and arms from the same starts: {gained} solved more than plain, {lost} fewer, and {seems} ends only seem solved: the neuron carries the fit and the base network stays bad."]);
    }

    private ClaimReview ScaleClaim()
    {
        MinimumEnd[] seeming = [.. groups.SelectMany(group => group.Runs.SelectMany(run => run.Ends).Where(end => end.Arm == MinimumArm.Skip && group.OutcomeOf(end) == EscapeOutcome.OnlySeems))];
        int small = seeming.Count(end => Math.Abs(end.Scale) < 0.1);
        return new ClaimReview(
            "A scale a near zero tells that the neuron has done its work and can be taken away.",
            small > 0 ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided,
            [
                FormattableString.Invariant($"{small} of {seeming.Length} ends where the neuron carries the fit have |a| below 0.1, the least being {seeming.Select(end => Math.Abs(end.Scale)).DefaultIfEmpty(double.NaN).Min():G3}; its largest term on the data is then {seeming.Where(end => Math.Abs(end.Scale) < 0.1).Select(end => end.LargestTerm).DefaultIfEmpty(double.NaN).Average():G3} on average."),
                $"The certificate calls {seeming.Count(end => end.Verdict == Verdict.Diverging)} of the {seeming.Length} diverging.",
            ]);
    }

    private ReportTable Problems() => new(
        "problems",
        "The plain network",
        ["Problem", "Realizable", "Method", "Starts", "Best loss", "Proven bound", "Solved", "Distinct losses at the end", "Gradient, median"],
        [.. groups.Select(group => (IReadOnlyList<ReportCell>)
        [
            group.Problem.Name, group.Problem.IsRealizable ? "yes" : "no", MethodOf(group.Optimizer), group.Runs.Count, ReportCell.Number(group.Best), ReportCell.Number(group.Runs.Max(run => run.LowerBound)),
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
                group.Problem.Name, MethodOf(group.Optimizer), NameOf(row.Arm, group.Problem), row.Ends.Count,
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
                problem.Key.Name, NameOf(arm.Key, problem.Key), arm.Count(), arm.Count(end => end.Verdict is Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance),
                arm.Count(end => end.Verdict == Verdict.Saddle), arm.Count(end => end.Verdict == Verdict.Diverging), arm.Count(end => end.Verdict == Verdict.NotStationary),
                arm.Count(end => end.Verdict == Verdict.Undecided),
            ]))],
        "Both methods and both kinds of start together. Certified: within 1e-3 of a bound that no parameters beat, the base network alone included; stationary: gradient up to 1e-4.");

    private IEnumerable<ReportFigure> Figures()
    {
        Chart[] charts =
        [
            .. trials.Where(trial => trial.Settings is { Traces: true, Optimizer: MinimumOptimizer.GradientDescent, Problem: "constant-conflict" or "constant" or "xor" or "dead" })
                .Select(trial => Trace(trial.Settings.Problem, trial.Result.Ends.First(end => end.Arm == MinimumArm.Skip).Trace)),
        ];
        if (charts.Length > 0)
        {
            yield return new ReportFigure("traces", new Figure("Gradient descent with the neuron", "The first start; L without the neuron, L~ with it", charts));
        }
    }

    private static Chart Trace(string problem, IReadOnlyList<MinimumTracePoint> trace)
    {
        MinimumTracePoint[] shown = [.. trace.Where(point => point.Step > 0)];
        LineSeries Line(string name, ChartColor color, Func<MinimumTracePoint, double> figure, LineStroke stroke) =>
            new(name, color, [.. shown.Select(point => new ChartPoint(point.Step, figure(point)))]) { Stroke = stroke };
        return new Chart
        {
            Title = problem,
            Horizontal = Axis.Logarithmic("Step, log scale", shown.Select(point => (double)point.Step)),
            Vertical = Axis.Logarithmic("Log scale", shown.SelectMany(point => new[] { point.Objective, point.BaseLoss, point.Scale, point.LargestTerm }), 5, 8),
            Series =
            [
                Line("L", ChartColor.First, point => point.BaseLoss, LineStroke.Solid), Line("L~", ChartColor.Second, point => point.Objective, LineStroke.Dashed),
                Line("|a|", ChartColor.Fourth, point => point.Scale, LineStroke.Solid), Line("largest term", ChartColor.Third, point => point.LargestTerm, LineStroke.Dotted),
            ],
        };
    }

    private static string MethodOf(MinimumOptimizer optimizer) => optimizer == MinimumOptimizer.Adam ? "Adam" : "descent";

    private static string NameOf(MinimumArm arm, MinimumProblem problem) => arm switch
    {
        MinimumArm.Plain => "plain",
        MinimumArm.Skip => problem.Name == "two-outputs" ? "neuron an output" : "neuron",
        MinimumArm.Monomial => "monomial neuron",
        MinimumArm.Layerwise => "unit a layer",
        _ => "no added unit",
    };

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
