using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>The report of the experiment on EEG frames.</summary>
internal sealed class EegSummary
{
    private readonly IReadOnlyList<(EegTrialSettings Settings, EegTrialResult Result)> trials;
    private readonly IReadOnlyList<EegPart> parts;

    public EegSummary(IReadOnlyList<(EegTrialSettings Settings, EegTrialResult Result)> trials)
    {
        this.trials = trials;
        parts =
        [
            .. trials.GroupBy(trial => trial.Settings.Part).Select(part => new EegPart(
                part.Key,
                part.First().Settings.Epochs,
                [.. part.GroupBy(trial => trial.Settings.Arm).Select(arm => new EegArmRuns(arm.Key, [.. arm.Select(trial => trial.Result)]))])),
        ];
    }

    private int Runs => parts[0].Arms[0].Runs.Count;

    private bool IsFull => Runs >= ExponentialNeuronExperiment.FullRuns && parts.All(part => part.Epochs >= ExponentialNeuronExperiment.FullEpochsOf(part.Name));

    private string EpochsText => parts.Select(part => part.Epochs).Distinct().Count() == 1
        ? CountText.Of(parts[0].Epochs, "epoch")
        : string.Join(", ", parts.GroupBy(part => part.Epochs).Select(group => $"{group.Key} epochs in {string.Join(", ", group.Select(part => part.Name))}"));

    private string ScalingText => string.Join("; ", trials.GroupBy(trial => trial.Settings.Scaling).Select(group =>
        $"{string.Join(", ", group.Select(trial => trial.Settings.Part).Distinct())}: {NameOf(group.Key)}"));

    public ExperimentReport Report() => new()
    {
        Setting =
        [
            new("network", "conv 32 3x3 same, conv 32 3x3, max pooling 2, dense 10 (all ReLU), dense 1 tanh: 64,245 parameters; the neuron 2,354"),
            new("training", $"Adam 2e-4, batches of 128, polynomial hinge p = 3, lambda = 0.2, {EpochsText} (the article: 400), {CountText.Of(Runs, "run")} an arm (the article: 5)"),
            new("rows", $"{trials[0].Result.TrainingRows} to train and {trials[0].Result.ValidationRows} held out in the first run{(trials[0].Settings.Stride > 1 ? $"; every {trials[0].Settings.Stride}th frame only" : "")}"),
            new("scaling", ScalingText),
            new("clipping", "where said, the neuron's gradient to norm 1"),
        ],
        Claims = new EegClaims(parts).All(),
        Tables = [Accuracies(), Neurons()],
        Figures = [.. parts.Select(Curves)],
        Remarks =
        [
            "The best of many epochs is chosen on the rows that it is measured on: it is optimistic in both arms, and compares them only.",
            "The output is a tanh with |f| < 1 and the margin is 1, so no finite point is a local minimum of the objective with the neuron: the theorem promises nothing here.",
            .. parts.Any(part => part.Name == ExponentialNeuronExperiment.SessionPart)
                ? new[] { "Every subject has two sessions, one of each class. Where one of them is held out, a network that recognises its subject answers with the other's class: below chance." }
                : [],
            .. IsFull ? [] : new[] { $"This is not the full setting, which is {ExponentialNeuronExperiment.FullRuns} runs, of {ExponentialNeuronExperiment.ArticleEpochs} epochs in the article's parts and of {ExponentialNeuronExperiment.OwnEpochs} in the others: {CountText.Of(Runs, "run")} of {EpochsText}." },
        ],
    };

    private static string NameOf(EegScaling scaling) => scaling switch
    {
        EegScaling.Raw => "raw",
        EegScaling.LogPower => "logarithms of power",
        _ => "standardised, by one mean and deviation of the training rows alone",
    };

    private ReportTable Accuracies() => new(
        "accuracies",
        "Best validation accuracy of a run",
        ["Part", "Arm", "Runs", "Best, mean (90 % interval)", "Last epoch, mean", "Jumps per 100 epochs", "Mann-Whitney p", "Broke down"],
        [.. parts.SelectMany(part => part.Arms.Select(arm => (IReadOnlyList<ReportCell>)
        [
            part.Name, EegArmRuns.NameOf(arm.Arm), arm.Runs.Count, ReportCell.Mean(arm.Best, "0.000"), ReportCell.Mean(arm.Last, "0.000"), ReportCell.Mean(arm.Jumps, "0.0"),
            ReportCell.Number(arm.Arm == EegArm.Plain ? null : EegClaims.Test(part, arm.Arm)?.TwoSidedP, "0.000"), ReportCell.Hits(arm.Diverged, arm.Runs.Count),
        ]))],
        "Two-sided exact p against the plain arm of the same part. A jump is a change of at least 5 points from one epoch to the next, after the tenth.");

    private ReportTable Neurons() => new(
        "neurons",
        "The neuron at the end",
        ["Part", "Arm", "|a|", "b", "||w||", "Largest term", "L without the neuron", "L~"],
        [.. parts.SelectMany(part => part.Arms.Where(arm => arm.Arm != EegArm.Plain).Select(arm => (IReadOnlyList<ReportCell>)
        [
            part.Name, EegArmRuns.NameOf(arm.Arm), ReportCell.Mean(arm.LastScale, "G3"), Final(arm, end => end.Neuron?.Bias), Final(arm, end => end.Neuron?.WeightNorm), ReportCell.Mean(arm.LastTerm, "G3"),
            Final(arm, end => end.BaseLoss), Final(arm, end => end.Objective),
        ]))],
        "Means over runs with 90 % intervals, on the training rows.");

    private static ReportCell Final(EegArmRuns arm, Func<Evaluation, double?> figure) => ReportCell.Mean(arm.Runs.Select(run => figure(run.End) ?? double.NaN), "G3");

    private ReportFigure Curves(EegPart part)
    {
        EegArmRuns[] shown = [.. part.Arms.Where(arm => arm.Runs.Any(run => run.Curve.ValidationMetric.Count > 1))];

        // The article's part and its variants are done apart, each with a figure on the page.
        string id = part.Find(EegArm.NeuronClipped) is null && part.Find(EegArm.NeuronArticleStart) is null ? part.Name : ExponentialNeuronExperiment.VariantsPart;
        return new ReportFigure(id, new Figure(
            $"EEG frames: {part.Name}",
            $"{CountText.Of(Runs, "run")} of {CountText.Of(part.Epochs, "epoch")}; a thin line a run",
            [
                Chart("Validation accuracy", "Accuracy", shown, run => run.Curve.ValidationMetric, logarithmic: false),
                Chart("The neuron's scale", "|a|, log scale", [.. shown.Where(arm => arm.Arm != EegArm.Plain)], run => [.. run.Curve.Scale.Select(Math.Abs)], logarithmic: true),
            ]));
    }

    private static Chart Chart(string title, string axis, EegArmRuns[] arms, Func<EegTrialResult, IReadOnlyList<double>> figure, bool logarithmic)
    {
        double[] values = [.. arms.SelectMany(arm => arm.Runs.SelectMany(figure))];
        return new Chart
        {
            Title = title,
            Horizontal = Axis.Exactly("Epoch", 1, Math.Max(2, arms.SelectMany(arm => arm.Runs).Select(run => figure(run).Count).DefaultIfEmpty(2).Max())),
            Vertical = logarithmic ? Axis.Logarithmic(axis, values) : Axis.Linear(axis, values, 5, 1),
            Series =
            [
                .. arms.SelectMany(arm => arm.Runs.Select((run, i) => (ChartSeries)new LineSeries(
                    i == 0 ? EegArmRuns.NameOf(arm.Arm) : null, (ChartColor)arm.Arm, [.. figure(run).Select((value, epoch) => new ChartPoint(epoch + 1, value))]))),
            ],
        };
    }
}
