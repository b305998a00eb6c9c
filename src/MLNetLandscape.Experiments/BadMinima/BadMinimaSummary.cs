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
        Claims = new BadMinimaClaims(groups).All(),
        Tables = new BadMinimaTables(groups).All(),
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
}
