using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Experiments.GeneticGates;

/// <summary>The report of the experiment on gates.</summary>
internal sealed class GatesSummary(IReadOnlyList<(GateTrialSettings Settings, GateTrialResult Result)> trials)
{
    private readonly GateTrialSettings settings = trials[0].Settings;
    private readonly string[] names = [.. trials[0].Result.Arms.Select(arm => arm.Name)];

    public ExperimentReport Report() => new()
    {
        Setting =
        [
            new("data", $"MNIST: {settings.TrainingRows} training digits, {settings.HeldOutRows} held out to score gates, drawn anew in every run; the first {settings.TestRows} test digits"),
            new("network", $"784-{settings.Units}-{settings.Units}-10, ReLU, cross entropy, Adam at 0.001, batches of 64, {CountText.Of(settings.Epochs, "epoch")}; {CountText.Of(trials.Count, "run")}"),
            new("gates", $"one per hidden unit; {settings.Population} chromosomes, 4 elites, uniform crossover, 2 % mutation, {settings.Generations} generations, scored by the held-out loss"),
            new("controls", "as many random sub-networks as the evolution scores; as many units left as it leaves, the largest by weights; the held-out digits used for training"),
        ],
        Claims = [MonotoneClaim(), BetterClaim(), EvolutionClaim(), TrainingClaim()],
        Tables =
        [
            new ReportTable(
                "arms",
                "Networks",
                ["Network", "Held-out loss", "Test loss", "Test accuracy", "Hidden units", "Parameters"],
                [.. names.Select(name => (IReadOnlyList<ReportCell>)
                [
                    name, ReportCell.Mean(Figures(name, arm => arm.HeldOutLoss), "G3"), ReportCell.Mean(Figures(name, arm => arm.TestLoss), "G3"),
                    ReportCell.Mean(Figures(name, arm => arm.TestAccuracy)), ReportCell.Number(Figures(name, arm => arm.Units).Average()),
                    ReportCell.Number(Figures(name, arm => arm.Parameters).Average(), "N0"),
                ])],
                "Means over runs with 90 % intervals. Gates were chosen by the held-out loss, which is therefore too low for them. The last row saw the held-out digits in training."),
        ],
        Figures = [new ReportFigure("generations", new Figure("Evolution over frozen weights", "One line a run", [Curves()], 1))],
        Remarks = ["Verdicts go by the test loss, which is what gates are chosen by; where the accuracy moves the other way they say \"under conditions\".", "The paper's experiments are on reinforcement learning; what is tested here is the selection of sub-networks itself, on classification."],
    };

    private double[] Figures(string name, Func<GateArm, double> figure) =>
        [.. trials.Select(trial => figure(trial.Result.Arms.Single(arm => arm.Name == name)))];

    /// <summary>A test figure of one network less that of another, run by run.</summary>
    private MeanInterval Difference(string name, string other, Func<GateArm, double> figure) =>
        MeanInterval.Of([.. Figures(name, figure).Zip(Figures(other, figure), (a, b) => a - b)]);

    private string Describe(string name, string other)
    {
        int better = Figures(name, arm => arm.TestLoss).Zip(Figures(other, arm => arm.TestLoss)).Count(pair => pair.First < pair.Second);
        return $"{name} less {other}: test loss {Text(Difference(name, other, arm => arm.TestLoss))}, lower in {better} of {CountText.Of(trials.Count, "run")}; "
            + $"test accuracy {Text(Difference(name, other, arm => arm.TestAccuracy))}.";
    }

    private static string Text(MeanInterval interval) => interval is { Lower: { } lower, Upper: { } upper }
        ? FormattableString.Invariant($"{interval.Mean:G3} (90 % interval {lower:G3} to {upper:G3})")
        : FormattableString.Invariant($"{interval.Mean:G3}");

    /// <summary>By the loss, which gates are chosen by; under conditions where the accuracy says the opposite.</summary>
    private ClaimVerdict Verdict(string name, string other)
    {
        MeanInterval accuracy = Difference(name, other, arm => arm.TestAccuracy);
        return Difference(name, other, arm => arm.TestLoss) switch
        {
            { Upper: < 0 } => accuracy is { Upper: < 0 } ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.Holds,
            { Lower: > 0 } => accuracy is { Lower: > 0 } ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.DoesNotHold,
            _ => ClaimVerdict.Undecided,
        };
    }

    private ClaimReview MonotoneClaim()
    {
        int falls = trials.Sum(trial => trial.Result.Elite.Zip(trial.Result.Elite.Skip(1)).Count(pair => pair.Second > pair.First));
        bool equal = trials.All(trial => trial.Result.DeploysEqually);
        return new ClaimReview(
            "Over frozen weights the elite never gets worse on the held-out data, and deploys as a smaller network.",
            falls == 0 && equal ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [
                $"{falls} of {trials.Sum(trial => trial.Result.Elite.Count - 1)} generations were worse than the one before.",
                equal ? "Every deployed network, without gates and closed units, predicts the very bits of the one with gates." : "A deployed network predicts other numbers than the one with gates.",
            ]);
    }

    private ClaimReview BetterClaim() => new(
        "The sub-network that evolution selects does better on new data than the whole network.",
        Verdict(GateRun.Evolved, GateRun.Base),
        [Describe(GateRun.Evolved, GateRun.Base), Describe(GateRun.More, GateRun.Base)]);

    private ClaimReview EvolutionClaim()
    {
        (ClaimVerdict chance, ClaimVerdict size) = (Verdict(GateRun.Evolved, GateRun.Drawn), Verdict(GateRun.Evolved, GateRun.Smallest));
        return new ClaimReview(
            "Evolution selects better sub-networks than chance with as many scores, and than the size of the weights.",
            chance == size ? chance : ClaimVerdict.Undecided,
            [Describe(GateRun.Evolved, GateRun.Drawn), Describe(GateRun.Evolved, GateRun.Smallest)]);
    }

    private ClaimReview TrainingClaim() => new(
        "Training a population that shares its weights ends better than training the one network.",
        Verdict(GateRun.Population, GateRun.Base),
        [Describe(GateRun.Population, GateRun.Base), "It is also a form of dropout, with few masks in place of a new one for every row."]);

    private Chart Curves() => new()
    {
        Title = "Held-out loss of the elite",
        Horizontal = Axis.Linear("Generation", [1, settings.Generations]),
        Vertical = Axis.Linear("Cross entropy", trials.SelectMany(trial => trial.Result.Elite)),
        Series =
        [
            .. trials.Select((trial, i) => new LineSeries(
                i == 0 ? "elite" : null, ChartColor.First, [.. trial.Result.Elite.Select((loss, generation) => new ChartPoint(generation + 1, loss))])),
        ],
        Width = 720,
        Height = 400,
    };
}
