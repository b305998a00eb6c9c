using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.Cells;

/// <summary>The report of the experiment on cells.</summary>
internal sealed class CellsSummary
{
    private readonly IReadOnlyList<RandomCells> random;
    private readonly IReadOnlyList<TrainedCells> trained;

    public CellsSummary(IReadOnlyList<(CellTrialSettings Settings, CellTrialResult Result)> trials)
    {
        random =
        [
            .. trials.Where(trial => trial.Settings.Task == CellTask.RandomCells).GroupBy(trial => (trial.Settings.Units, trial.Settings.Rows))
                .Select(group => new RandomCells(
                    group.Key.Units,
                    group.Key.Rows,
                    new Proportion(group.Sum(trial => trial.Result.FullRank), group.Sum(trial => trial.Result.Draws)),
                    new Proportion(group.Sum(trial => trial.Result.Genuine), group.Sum(trial => trial.Result.FullRank)))),
        ];
        trained =
        [
            .. trials.Where(trial => trial.Settings.Task == CellTask.Training).GroupBy(trial => trial.Settings.Units)
                .Select(group => TrainedCells.Of(group.Key, group.Select(trial => trial.Result.Ends))),
        ];
        Setting = [.. Describe(trials)];
    }

    private List<KeyValuePair<string, string>> Setting { get; }

    public ExperimentReport Report() => new()
    {
        Setting = Setting,
        Claims = [.. Claims()],
        Tables = [.. Tables()],
        Figures = random.Count == 0 ? [] : [new ReportFigure("probability", new Figure("Random cells that contain their minimiser", "95 % intervals; lines have the slope -K", [Probability()], 1))],
        Remarks =
        [
            "Among random cells only differentiable minima are counted; minima on kinks belong to several cells at once.",
            "A start that ends elsewhere than at a genuine minimum has ended on a kink, or has not arrived within its steps: the two are not told apart here.",
        ],
    };

    private static IEnumerable<KeyValuePair<string, string>> Describe(IReadOnlyList<(CellTrialSettings Settings, CellTrialResult Result)> trials)
    {
        if (trials.FirstOrDefault(trial => trial.Settings.Task == CellTask.RandomCells).Settings is { } cell)
        {
            yield return new("random cells", $"x ~ N(0, I_2) with a constant, y ~ N(0, 1), w ~ N, z = -1 or +1; {trials.Where(trial => trial.Settings.Units == 1 && trial.Settings.Rows == cell.Rows && trial.Settings.Task == CellTask.RandomCells).Sum(trial => trial.Result.Draws)} draws an entry");
        }

        if (trials.FirstOrDefault(trial => trial.Settings.Task == CellTask.Training).Settings is { } training)
        {
            int sets = trials.Count(trial => trial.Settings.Task == CellTask.Training && trial.Settings.Units == training.Units);
            yield return new("training", $"gradient descent on w, z fixed, N = {training.Rows}; {sets} data sets, {training.Draws} starts each, {training.Steps} steps of 0.05");
        }
    }

    private IEnumerable<ClaimReview> Claims()
    {
        if (random.Count > 0)
        {
            yield return RarenessClaim();
        }

        if (trained.Count > 0)
        {
            yield return BadMinimaClaim();
        }
    }

    private ClaimReview RarenessClaim()
    {
        List<string> reasons = [];
        bool isDecided = true, isPowerLaw = true;
        foreach (IGrouping<int, RandomCells> units in random.GroupBy(entry => entry.Units))
        {
            RandomCells[] seen = [.. units.Where(entry => entry.Genuine.Hits >= 10)];
            if (seen.Length < 2)
            {
                isDecided &= units.Key > 2;
                reasons.Add($"K = {units.Key}: {string.Join(", ", units.Select(entry => $"{entry.Genuine.Hits} at N = {entry.Rows}"))}; too few for a rate.");
                continue;
            }

            (RandomCells first, RandomCells last) = (seen[0], seen[^1]);
            double slope = Math.Log(last.Genuine.Value / first.Genuine.Value) / Math.Log((double)last.Rows / first.Rows);
            double error = Math.Sqrt((1.0 / first.Genuine.Hits) + (1.0 / last.Genuine.Hits)) / Math.Log((double)last.Rows / first.Rows);
            isPowerLaw &= Math.Abs(slope + units.Key) < Math.Max(0.35, 3 * error);
            reasons.Add(FormattableString.Invariant(
                $"K = {units.Key}: from {first.Genuine.Value:G3} at N = {first.Rows} to {last.Genuine.Value:G3} at N = {last.Rows}, a power law of exponent {slope:0.00} +- {error:0.00} (standard error)."));
        }

        reasons.Add(isPowerLaw
            ? "The share falls like N^-K: quickly in the number of units, but polynomially, not exponentially, in the number of rows."
            : "The exponents are not those of N^-K within their errors.");
        return new ClaimReview(
            "Among random cells, those with a differentiable local minimum are rare, and become rarer with more rows and more units.",
            isDecided ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            reasons);
    }

    private ClaimReview BadMinimaClaim()
    {
        string[] reasons =
        [
            .. trained.Select(entry => FormattableString.Invariant(
                $"K = {entry.Units}: {entry.Genuine.Hits} of {entry.Genuine.Trials} starts end at a differentiable local minimum, {entry.Bad.Hits} of them more than 1 % above the best start on the same data.")),
            "Rare among random cells does not mean rare among end points: descent looks for them.",
        ];
        return new ClaimReview(
            "Bad differentiable local minima are so rare that training does not meet them.",
            trained.Sum(entry => entry.Bad.Hits) > 0 ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided,
            reasons);
    }

    private IEnumerable<ReportTable> Tables()
    {
        if (random.Count > 0)
        {
            yield return new ReportTable(
                "probability",
                "P(genuine | full column rank)",
                ["K", "N", "Draws", "Full rank", "Genuine", "P (95 % interval)", "Reference"],
                [.. random.Select(entry => (IReadOnlyList<ReportCell>)
                [
                    entry.Units, entry.Rows, entry.FullRank.Trials, ReportCell.Number(entry.FullRank.Value), entry.Genuine.Hits, ReportCell.Share(entry.Genuine),
                    ReportCell.Number(Reference(entry.Units, entry.Rows)),
                ])],
                "The last column: 200,000 draws of an independent computation of ours.");
        }

        if (trained.Count > 0)
        {
            yield return new ReportTable(
                "training",
                "Where gradient descent ends",
                ["K", "Starts", "First cell keeps the flow", "Ends at a genuine minimum", "of these, bad", "A dead unit at the end"],
                [.. trained.Select(entry => (IReadOnlyList<ReportCell>)
                [
                    entry.Units, entry.Genuine.Trials, ReportCell.Share(entry.Stays), ReportCell.Share(entry.Genuine), ReportCell.Share(entry.Bad), ReportCell.Share(entry.Dead),
                ])],
                "Bad: more than 1 % above the best end point on the same data. 95 % intervals that treat starts as independent.");
        }
    }

    private Chart Probability()
    {
        List<ChartSeries> series = [];
        foreach (IGrouping<int, RandomCells> units in random.GroupBy(entry => entry.Units))
        {
            ChartColor color = (ChartColor)(units.Key - 1);
            RandomCells anchor = units.First();
            if (anchor.Genuine.Hits > 0)
            {
                series.Add(new LineSeries(null, ChartColor.Guide, [.. units.Select(entry => new ChartPoint(entry.Rows, anchor.Genuine.Value * Math.Pow((double)entry.Rows / anchor.Rows, -units.Key)))]));
            }

            RandomCells[] seen = [.. units.Where(entry => entry.Genuine.Hits > 0)];
            series.AddRange(seen.Select((entry, i) => new IntervalSeries(i == 0 ? $"K = {units.Key}" : null, color, entry.Rows, entry.Genuine.Value, entry.Genuine.Lower, entry.Genuine.Upper)));
        }

        return new Chart
        {
            Title = "P(genuine | full column rank)",
            Horizontal = Axis.Logarithmic("Rows N, log scale", [8, 100]),
            Vertical = Axis.Logarithmic("Share, log scale", random.Where(entry => entry.Genuine.Hits > 0).SelectMany(entry => new[] { entry.Genuine.Lower, entry.Genuine.Upper })),
            Series = series,
            Width = 720,
            Height = 400,
        };
    }

    private static double? Reference(int units, int rows) => (units, rows) switch
    {
        (1, 20) => 0.0112,
        (1, 40) => 0.0055,
        (1, 80) => 0.0030,
        (2, 20) => 2.2e-4,
        (2, 40) => 6e-5,
        (2, 80) => 1e-5,
        (3, 20) => 1e-5,
        (3, 40) or (3, 80) => 0,
        _ => null,
    };
}
