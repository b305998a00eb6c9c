using MathNet.Numerics.Statistics;
using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Experiments.Adversarial;

namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>The report of the experiment on uses of the neuron.</summary>
internal sealed class NeuronUsesSummary(IReadOnlyList<(UseTrialSettings Settings, UseTrialResult Result)> trials)
{
    public ExperimentReport Report() => new()
    {
        Setting = [.. Setting()],
        Claims = [.. Claims()],
        Tables = [.. Tables()],
        Figures = Has(UseTask.Stopping) ? [new ReportFigure("stopping", new Figure("Stopping rules", "Test loss of the kept epoch: median and quartiles over runs, log scale", [Losses()], 1))] : [],
        Remarks =
        [
            "Both arms of a run start from the same base weights and see the same batches; intervals are of means over runs.",
            "lambda is 0.2 and the loss the polynomial hinge of order 3, but for the discriminator, whose loss is logistic: the theorem speaks of neither the game nor that loss.",
        ],
    };

    private IEnumerable<KeyValuePair<string, string>> Setting()
    {
        if (Has(UseTask.Recurrent))
        {
            yield return new(
                "recurrent",
                $"label sign(x_1 x_{RecurrentRun.Steps}) of {RecurrentRun.Steps} normal numbers; an Elman layer of {RecurrentRun.Units} units, then one linear output; {RecurrentRun.TrainingRows} sequences, {RecurrentRun.ValidationRows} to validate, Adam at 0.003, {CountText.Of(Of(UseTask.Recurrent).First().Settings.Epochs, "epoch")}; the neuron reads the flattened sequence");
        }

        if (Has(UseTask.Gan))
        {
            yield return new(
                "GAN",
                $"{GaussianRing.Modes} Gaussians of deviation {GaussianRing.Deviation} on a circle of radius {GaussianRing.Radius}; 2-64-64-2 against 2-64-64-1, Adam at 0.001 with beta1 = 0.5, batches of {RingGame.BatchSize}, {100 * Of(UseTask.Gan).First().Settings.Epochs} steps; a mode counts from 2 % of 2,000 points within three deviations");
        }

        if (Has(UseTask.Stopping))
        {
            yield return new(
                "stopping",
                $"{StoppingRun.TrainingRows} rows, Adam at 0.003, at most {Of(UseTask.Stopping).First().Settings.Epochs} epochs, patience {StoppingRun.Patience}; the scale must fall by {StoppingRun.LeastFall}; the rule on the loss has {StoppingRun.TrainingRows} validation rows more, which the rule on the scale does not need");
        }
    }

    private IEnumerable<ClaimReview> Claims()
    {
        if (Has(UseTask.Recurrent))
        {
            yield return Compare(UseTask.Recurrent, "The neuron raises a recurrent network's validation accuracy.", "Best validation accuracy", result => result.Score);
        }

        if (Has(UseTask.Gan))
        {
            yield return Compare(UseTask.Gan, "The neuron in the discriminator makes a GAN hit more modes.", "Modes", result => result.Count);
        }

        if (Has(UseTask.Stopping))
        {
            yield return StoppingClaim();
            yield return SilenceClaim();
        }
    }

    private IEnumerable<ReportTable> Tables()
    {
        if (Has(UseTask.Recurrent))
        {
            yield return ArmTable(UseTask.Recurrent, "recurrent", "A recurrent network", ["Best validation accuracy", "at epoch", "Training loss at the end", "without the neuron"], result =>
                [result.Score, result.Count, result.Loss, result.BaseLoss]);
        }

        if (Has(UseTask.Gan))
        {
            yield return ArmTable(UseTask.Gan, "gan", "A GAN on a ring of Gaussians", ["Modes hit, of 8", "Share of points near a mode"], result => [result.Count, result.Score]);
        }

        if (Has(UseTask.Stopping))
        {
            yield return new ReportTable(
                "stopping",
                "Stopping rules",
                ["Problem", "Rule", "Epochs run", "Epoch kept", "Test loss", "Test loss without the neuron", "Test accuracy", "|a|", "Largest term", "Warned"],
                [.. Arms().Select(arm => (IReadOnlyList<ReportCell>)
                [
                    arm.Key.Problem.ToString(), arm.Key.Rule.ToString(), Plain(arm, result => result.Count), Plain(arm, result => result.Kept), Mean(arm, result => result.Loss),
                    Plain(arm, result => result.BaseLoss), Plain(arm, result => result.Score), Plain(arm, result => result.Scale), Plain(arm, result => result.LargestTerm),
                    ReportCell.Hits(arm.Count(trial => trial.Result.Warned), arm.Count()),
                ])],
                "Means; of the epoch that was kept, on 2,000 new rows. Warned: the guard said that the neuron diverges.");
        }
    }

    private ReportTable ArmTable(UseTask task, string id, string title, string[] headings, Func<UseTrialResult, double[]> figures) => new(
        id,
        title,
        ["Network", .. headings, "|a|", "Largest term"],
        [.. Of(task).GroupBy(trial => trial.Settings.HasNeuron).Select(arm => (IReadOnlyList<ReportCell>)
        [
            arm.Key ? "with the neuron" : "plain", .. Enumerable.Range(0, headings.Length).Select(i => Mean(arm, result => figures(result)[i])),
            Mean(arm, result => arm.Key ? result.Scale : double.NaN), Mean(arm, result => arm.Key ? result.LargestTerm : double.NaN),
        ])],
        "Means over runs with 90 % intervals.");

    private static ReportCell Mean(IEnumerable<(UseTrialSettings Settings, UseTrialResult Result)> arm, Func<UseTrialResult, double> figure) =>
        ReportCell.Mean(arm.Select(trial => figure(trial.Result)), "G3");

    private static ReportCell Plain(IEnumerable<(UseTrialSettings Settings, UseTrialResult Result)> arm, Func<UseTrialResult, double> figure) =>
        ReportCell.Number(arm.Average(trial => figure(trial.Result)));

    private ClaimReview Compare(UseTask task, string claim, string name, Func<UseTrialResult, double> figure)
    {
        double[] with = [.. Of(task).Where(trial => trial.Settings.HasNeuron).Select(trial => figure(trial.Result))];
        double[] without = [.. Of(task).Where(trial => !trial.Settings.HasNeuron).Select(trial => figure(trial.Result))];
        MeanInterval difference = MeanInterval.Of([.. with.Zip(without, (a, b) => a - b)]);
        return new ClaimReview(
            claim,
            difference switch { { Lower: > 0 } => ClaimVerdict.Holds, { Upper: < 0 } => ClaimVerdict.DoesNotHold, _ => ClaimVerdict.Undecided },
            [
                $"{name}, with less without: {Describe(difference)}.",
                FormattableString.Invariant($"With: {with.Average():G4}; without: {without.Average():G4}; {with.Zip(without).Count(pair => pair.First > pair.Second)} of {with.Length} runs are higher with it, {with.Zip(without).Count(pair => pair.First < pair.Second)} lower."),
            ]);
    }

    private ClaimReview StoppingClaim()
    {
        List<string> reasons = [];
        bool worse = false, better = false;
        foreach (StoppingProblem problem in Enum.GetValues<StoppingProblem>())
        {
            double[] scale = Losses(problem, StoppingRule.NeuronScale), loss = Losses(problem, StoppingRule.ValidationLoss);
            MeanInterval difference = MeanInterval.Of([.. scale.Zip(loss, (a, b) => a - b)]);
            worse |= difference is { Lower: > 0 };
            better |= difference is { Upper: < 0 };
            reasons.Add($"{problem}: test loss by the scale less that by the validation loss: {Describe(difference)}.");
        }

        return new ClaimReview(
            "The neuron's scale tells when to stop as well as the validation loss does, and without validation rows.",
            worse && better ? ClaimVerdict.HoldsUnderConditions : worse ? ClaimVerdict.DoesNotHold : better ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            reasons);
    }

    private ClaimReview SilenceClaim()
    {
        var ends = Of(UseTask.Stopping).Where(trial => trial.Settings.Rule == StoppingRule.Never).GroupBy(trial => trial.Settings.Problem).ToArray();
        int loud = ends.Sum(arm => arm.Count(trial => IsLoud(trial.Result)));
        int warned = Of(UseTask.Stopping).Count(trial => trial.Result.Warned);
        return new ClaimReview(
            "A small scale shows that the neuron has fallen silent.",
            loud > 0 ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided,
            [
                .. ends.Select(arm => FormattableString.Invariant(
                    $"{arm.Key}, after the last epoch: |a| {arm.Average(trial => trial.Result.Scale):G3}, largest term {arm.Average(trial => trial.Result.LargestTerm):G3}, loss {arm.Average(trial => trial.Result.Loss):G3} with the neuron and {arm.Average(trial => trial.Result.BaseLoss):G3} without; in {arm.Count(trial => IsLoud(trial.Result))} of {arm.Count()} runs |a| is below 0.3 while the loss without the neuron is more than twice that with it.")),
                $"The guard of the rule on the scale warned in {warned} of {CountText.Of(Of(UseTask.Stopping).Count(), "training")}.",
            ]);
    }

    private static bool IsLoud(UseTrialResult result) => result.Scale < 0.3 && result.BaseLoss > 2 * result.Loss;

    private static string Describe(MeanInterval interval) => interval is { Lower: { } lower, Upper: { } upper }
        ? FormattableString.Invariant($"{interval.Mean:G3}, 90 % interval {lower:G3} to {upper:G3}")
        : FormattableString.Invariant($"{interval.Mean:G3}, one run");

    private Chart Losses()
    {
        return new Chart
        {
            Title = "Test loss",
            Horizontal = Axis.Categories("", [.. Enum.GetValues<StoppingProblem>().Select(problem => problem.ToString())]),
            Vertical = Axis.Logarithmic("Polynomial hinge, order 3", Arms().Select(arm => arm.Select(trial => trial.Result.Loss)).SelectMany(losses => new[] { losses.LowerQuartile(), losses.UpperQuartile() })),
            Series = [.. Enum.GetValues<StoppingRule>().SelectMany((rule, i) => Enum.GetValues<StoppingProblem>().Select((problem, place) =>
            {
                // A few runs end with losses in the hundreds, which govern means.
                double[] losses = Losses(problem, rule);
                return (ChartSeries)new IntervalSeries(
                    place == 0 ? rule.ToString() : null, (ChartColor)i, place + (0.2 * (i - 1)), losses.Median(), losses.LowerQuartile(), losses.UpperQuartile());
            }))],
            Width = 720,
            Height = 400,
        };
    }

    private double[] Losses(StoppingProblem problem, StoppingRule rule) =>
        [.. Of(UseTask.Stopping).Where(trial => trial.Settings.Problem == problem && trial.Settings.Rule == rule).Select(trial => trial.Result.Loss)];

    private IEnumerable<IGrouping<(StoppingProblem Problem, StoppingRule Rule), (UseTrialSettings Settings, UseTrialResult Result)>> Arms() =>
        Of(UseTask.Stopping).GroupBy(trial => (trial.Settings.Problem, trial.Settings.Rule));

    private IEnumerable<(UseTrialSettings Settings, UseTrialResult Result)> Of(UseTask task) => trials.Where(trial => trial.Settings.Task == task);

    private bool Has(UseTask task) => Of(task).Any();
}
