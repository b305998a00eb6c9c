using MathNet.Numerics.Statistics;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.JacobianRanks;

/// <summary>The report of the experiment on Jacobian ranks.</summary>
internal sealed class JacobianRankSummary
{
    /// <summary>1/2 ||r||^2 over the rows below which a training counts as having fitted the data.</summary>
    private const double Fitted = 1e-6;

    private readonly (RankTrialSettings Settings, RankTrialResult Result)[] random;
    private readonly IGrouping<int, (RankTrialSettings Settings, RankTraining Training)>[] trained;

    public JacobianRankSummary(IReadOnlyList<(RankTrialSettings Settings, RankTrialResult Result)> trials)
    {
        random = [.. trials.Where(trial => trial.Settings.Task == RankTask.RandomNetworks)];
        trained =
        [
            .. trials.Where(trial => trial.Settings.Task == RankTask.Training).Select(trial => (trial.Settings, trial.Result.Training!))
                .GroupBy(trial => trial.Settings.Units),
        ];
    }

    public ExperimentReport Report() => new()
    {
        Setting = [.. Setting()],
        Claims = [.. Claims()],
        Tables = [.. Tables()],
        Figures = random.Length == 0 ? [] : [new ReportFigure("probability", new Figure("Random networks whose Jacobian has full row rank", "n = 70 rows; 95 % intervals", [Probability()], 1))],
        Remarks =
        [
            "Only the hidden weights are trained, as in the theorem; the readout is frozen.",
            "Zero loss is a global minimum by value. A training that has not fitted the data may need more steps: 'not fitted' does not mean a bad minimum.",
        ],
    };

    private static Proportion ShareOf((RankTrialSettings Settings, RankTrialResult Result) trial) => new(trial.Result.FullRank, trial.Settings.Draws);

    private IEnumerable<KeyValuePair<string, string>> Setting()
    {
        if (random.Length > 0)
        {
            yield return new("random networks", $"X uniform on [0, 1], hidden weights uniform on [-1, 1], normal readout; {random[0].Settings.Draws} networks an entry");
            double nonzero = random.Min(trial => trial.Result.SmallestNonzero), zero = random.Max(trial => trial.Result.LargestZero);
            yield return new(
                "tolerance",
                FormattableString.Invariant($"machine precision times the larger side; the least singular value that counts is {nonzero:G2} of the largest, the largest that does not {zero:G2}"));
        }

        if (trained.Length > 0)
        {
            RankTrialSettings settings = trained[0].First().Settings;
            yield return new("training", $"d0 = {settings.Inputs}, n = {settings.Rows}, normal labels, readout -1 and +1; gradient descent, {settings.Steps} steps; {trained[0].Count()} networks a width");
        }
    }

    private IEnumerable<ClaimReview> Claims()
    {
        if (random.Length > 0)
        {
            yield return WidthClaim();
        }

        if (trained.Length > 0)
        {
            yield return BoundClaim();
            yield return FitClaim();
        }
    }

    private ClaimReview WidthClaim()
    {
        List<string> reasons = [];
        bool rises = true;
        foreach (var group in random.GroupBy(trial => trial.Settings.Inputs))
        {
            Proportion[] shares = [.. group.Select(ShareOf)];
            var half = group.FirstOrDefault(trial => ShareOf(trial).Value >= 0.5);
            rises &= shares.Zip(shares.Skip(1)).All(pair => pair.Second.Upper >= pair.First.Lower) && shares[^1].Value > 0.5;
            reasons.Add(half.Settings is null
                ? $"d0 = {group.Key}: half of the networks reach full rank at none of the widths."
                : FormattableString.Invariant(
                    $"d0 = {group.Key}: half of the networks reach full rank from d1 = {half.Settings.Units} on, {half.Settings.Units * (half.Settings.Inputs + 1.0) / half.Settings.Rows:0.0} parameters a row; {shares[^1].Value:0.00} at d1 = {group.Last().Settings.Units}."));
        }

        return new ClaimReview(
            "Mild overparameterisation, a number of parameters of the order of the rows, makes the Jacobian of almost all activation regions full rank.",
            rises ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            reasons);
    }

    private ClaimReview BoundClaim()
    {
        double violation = trained.Max(group => group.Max(trial => trial.Training.LargestViolation));
        return new ClaimReview(
            "Where the Jacobian has full row rank, ||r|| <= ||gradient|| / sigma_min: a critical point there is global.",
            violation <= 1 + 1e-6 ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [FormattableString.Invariant($"The largest ||r|| sigma_min / ||gradient|| over all looks at all trainings is {violation:G6}.")]);
    }

    private ClaimReview FitClaim()
    {
        string[] reasons =
        [
            .. trained.Select(group => FormattableString.Invariant(
                $"d1 = {group.Key}: {group.Count(trial => IsFull(trial.Training.EndRank, trial.Settings))} of {group.Count()} end with full rank, {group.Count(trial => IsFitted(trial))} fit the data; of those with full rank {group.Count(trial => IsFull(trial.Training.EndRank, trial.Settings) && !IsFitted(trial))} do not.")),
        ];
        var wide = trained[^1];
        bool fits = wide.All(IsFitted);
        return new ClaimReview(
            "So gradient descent on a wide enough network reaches zero loss.",
            fits ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.Undecided,
            [.. reasons, fits ? "It does at the largest width, where the rank is full from the start; near the threshold sigma_min is so small that the steps taken do not suffice." : "Within these steps not every training at the largest width has fitted the data."]);
    }

    private static bool IsFull(int rank, RankTrialSettings settings) => rank == settings.Rows;

    private static bool IsFitted((RankTrialSettings Settings, RankTraining Training) trial) => trial.Training.EndLoss / trial.Settings.Rows < Fitted;

    private IEnumerable<ReportTable> Tables()
    {
        if (random.Length > 0)
        {
            yield return new ReportTable(
                "probability",
                "P(rank n), n = 70",
                ["d0", "d1", "Parameters a row", "P (95 % interval)", "Reference"],
                [.. random.Select(trial => (IReadOnlyList<ReportCell>)
                [
                    trial.Settings.Inputs, trial.Settings.Units, ReportCell.Number(trial.Settings.Units * (trial.Settings.Inputs + 1.0) / trial.Settings.Rows, "0.00"),
                    ReportCell.Share(ShareOf(trial)), ReportCell.Number(Reference(trial.Settings.Inputs, trial.Settings.Units)),
                ])],
                "Reference: 300 networks of an independent computation of ours.");
        }

        if (trained.Length > 0)
        {
            yield return new ReportTable(
                "training",
                "Training the hidden weights",
                ["d1", "Networks", "Full rank at the start", "at the end", "Loss a row at the end, median", "Data fitted", "||r|| bound at the end, median"],
                [.. trained.Select(group => (IReadOnlyList<ReportCell>)
                [
                    group.Key, group.Count(), ReportCell.Hits(group.Count(trial => IsFull(trial.Training.StartRank, trial.Settings)), group.Count()),
                    ReportCell.Hits(group.Count(trial => IsFull(trial.Training.EndRank, trial.Settings)), group.Count()),
                    ReportCell.Number(group.Select(trial => trial.Training.EndLoss / trial.Settings.Rows).Median(), "G3"),
                    ReportCell.Hits(group.Count(IsFitted), group.Count()), ReportCell.Number(group.Select(trial => trial.Training.EndBound).Median(), "G3"),
                ])],
                "Fitted: 1/2 r^2 below 1e-6 a row. The bound ||gradient|| / sigma_min is infinite without full rank.");
        }
    }

    private Chart Probability() => new()
    {
        Title = "P(rank n)",
        Horizontal = Axis.Exactly("Hidden units d1", 0, 17, 8),
        Vertical = Axis.Exactly("Share of networks", -0.03, 1.03),
        Series =
        [
            .. random.GroupBy(trial => trial.Settings.Inputs).SelectMany((group, i) =>
                group.Select(trial => (ChartSeries)new IntervalSeries(null, (ChartColor)i, trial.Settings.Units, ShareOf(trial).Value, ShareOf(trial).Lower, ShareOf(trial).Upper))
                    .Prepend(new LineSeries($"d0 = {group.Key}", (ChartColor)i, [.. group.Select(trial => new ChartPoint(trial.Settings.Units, ShareOf(trial).Value))]))),
        ],
        Width = 720,
        Height = 400,
    };

    private static double? Reference(int inputs, int units) => (inputs, units) switch
    {
        (18, 5) => 0.09,
        (18, 8) => 0.52,
        (18, 10) => 0.71,
        (18, 13) => 0.92,
        (35, 3) => 0.10,
        (35, 5) => 0.48,
        (35, 8) => 0.85,
        (35, 10) => 0.98,
        (70, 1) => 0.11,
        (70, 3) => 0.41,
        (70, 5) => 0.70,
        (70, 8) => 0.88,
        _ => null,
    };
}
