using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>The report of the experiment on EEG frames.</summary>
internal sealed class EegSummary
{
    /// <summary>The level at which a test is called significant.</summary>
    private const double Level = 0.05;

    /// <summary>Epochs below which a training has hardly begun: 50 are 1,150 steps.</summary>
    private const int LeastEpochs = 50;

    /// <summary>An objective so many times the plain network's says that the neuron has run away, whether or not numbers overflow.</summary>
    private const double RunAway = 10;

    private const string Recipe = "The article's recipe, raw frames and a start of w within 0.05, trains.";

    private readonly IReadOnlyList<(EegTrialSettings Settings, EegTrialResult Result)> trials;
    private readonly IReadOnlyList<(string Part, IReadOnlyList<EegArmRuns> Arms)> parts;

    public EegSummary(IReadOnlyList<(EegTrialSettings Settings, EegTrialResult Result)> trials)
    {
        this.trials = trials;
        parts =
        [
            .. trials.GroupBy(trial => trial.Settings.Part).Select(part => (part.Key, (IReadOnlyList<EegArmRuns>)
            [
                .. part.GroupBy(trial => trial.Settings.Arm).Select(arm => new EegArmRuns(arm.Key, [.. arm.Select(trial => trial.Result)])),
            ])),
        ];
    }

    private int Runs => parts[0].Arms[0].Runs.Count;

    private int Epochs => trials[0].Settings.Epochs;

    public ExperimentReport Report() => new()
    {
        Setting =
        [
            new("network", "conv 32 3x3 same, conv 32 3x3, max pooling 2, dense 10 (all ReLU), dense 1 tanh: 64,245 parameters; the neuron 2,354"),
            new("training", $"Adam 2e-4, batches of 128, polynomial hinge p = 3, lambda = 0.2, {Epochs} epochs (the article: 400), {Runs} runs an arm (the article: 5)"),
            new("rows", $"{trials[0].Result.TrainingRows} to train and {trials[0].Result.ValidationRows} held out in the first run{(trials[0].Settings.Stride > 1 ? $"; every {trials[0].Settings.Stride}th frame only" : "")}"),
            new("scaling", "standardised: one mean and deviation, from the training rows alone"),
            new("clipping", "where said, the neuron's gradient to norm 1"),
        ],
        Claims = [Begun(AccuracyClaim()), OverflowClaim(), Begun(LeakClaim()), Begun(ScaleClaim())],
        Tables = [Accuracies(), Neurons()],
        Figures = [.. parts.Select(Curves)],
        Remarks =
        [
            "The best of many epochs is chosen on the rows that it is measured on: it is optimistic in both arms, and compares them only.",
            "The output is a tanh with |f| < 1 and the margin is 1, so no finite point is a local minimum of the objective with the neuron: the theorem promises nothing here.",
            .. Epochs < 400 || Runs < 5 ? new[] { $"This is not the full setting: {Runs} runs of {Epochs} epochs stand for 5 of 400." } : [],
        ],
    };

    /// <summary>The claim, undecided where trainings have hardly begun.</summary>
    private ClaimReview Begun(ClaimReview claim) => Epochs >= LeastEpochs
        ? claim
        : claim with { Verdict = ClaimVerdict.Undecided, Reasons = [$"{Epochs} epochs are fewer than {LeastEpochs}: the trainings have hardly begun.", .. claim.Reasons] };

    private static MannWhitneyResult? Test(IReadOnlyList<EegArmRuns> arms, EegArm arm)
    {
        IReadOnlyList<double> plain = Best(arms, EegArm.Plain), neuron = Best(arms, arm);
        return plain.Count == 0 || neuron.Count == 0 ? null : MannWhitneyU.Test([.. neuron], [.. plain]);
    }

    private static IReadOnlyList<double> Best(IReadOnlyList<EegArmRuns> arms, EegArm arm) => arms.FirstOrDefault(runs => runs.Arm == arm)?.Best ?? [];

    private ClaimReview AccuracyClaim()
    {
        List<string> reasons = [];
        (int better, int worse, int tested) = (0, 0, 0);
        foreach ((string part, IReadOnlyList<EegArmRuns> arms) in parts)
        {
            foreach (EegArmRuns arm in arms.Where(arm => arm.Arm is EegArm.Neuron or EegArm.NeuronClipped))
            {
                if (Test(arms, arm.Arm) is not { } test)
                {
                    continue;
                }

                double difference = arm.Best.Average() - Best(arms, EegArm.Plain).Average();
                tested++;
                better += test.TwoSidedP < Level && difference > 0 ? 1 : 0;
                worse += test.TwoSidedP < Level && difference < 0 ? 1 : 0;
                reasons.Add(FormattableString.Invariant($"{part}, {EegArmRuns.NameOf(arm.Arm)}: {100 * difference:+0.0;-0.0;0.0} points, U = {test.U}, p = {test.TwoSidedP:0.000}."));
            }
        }

        reasons.Add($"The article reports 81.2 % without and 82.2 % with the neuron, p = 0.006 one-sided and asymptotic (exact two-sided 0.008). With {Runs} runs an arm the least two-sided p is {LeastP(Runs):0.000}.");
        ClaimVerdict verdict = better == tested && tested > 0 ? ClaimVerdict.Holds
            : better > 0 ? ClaimVerdict.HoldsUnderConditions
            : worse > 0 || (Runs >= 5 && Epochs >= 400) ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided;
        return new ClaimReview("The neuron raises the best validation accuracy.", verdict, reasons);
    }

    /// <summary>2 / C(2n, n).</summary>
    private static double LeastP(int n)
    {
        double combinations = 1;
        for (int i = 1; i <= n; i++)
        {
            combinations *= (double)(n + i) / i;
        }

        return Math.Min(1, 2 / combinations);
    }

    private ClaimReview OverflowClaim()
    {
        string[] reasons =
        [
            .. parts.SelectMany(part => part.Arms.Where(arm => arm.Arm != EegArm.Plain)
                .Select(arm => $"{part.Part}, {EegArmRuns.NameOf(arm.Arm)}: {arm.Diverged} of {arm.Runs.Count} runs end with a non-finite objective.")),
        ];
        IReadOnlyList<EegArmRuns>? article = Part(ExponentialNeuronExperiment.ArticlePart);
        if (article?.FirstOrDefault(arm => arm.Arm == EegArm.NeuronArticleStart) is not { } start)
        {
            return new ClaimReview(Recipe, ClaimVerdict.Undecided, [.. reasons, "The part 'article' was not done."]);
        }

        double[] plain = [.. article.First(arm => arm.Arm == EegArm.Plain).LastObjective], with = [.. start.LastObjective];
        int away = start.Runs.Zip(plain).Count(pair => pair.First.Curve.Reason == StopReason.Diverged || pair.First.Curve.Objective[^1] > RunAway * pair.Second);
        return new ClaimReview(
            Recipe,
            away > start.Runs.Count / 2 ? ClaimVerdict.DoesNotHold : Epochs >= LeastEpochs && away == 0 ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            [
                .. reasons,
                $"With the article's start the objective ends at {ReportCell.Mean(with, "G3").Text}, without a neuron at {ReportCell.Mean(plain, "G3").Text}; in {away} of {start.Runs.Count} runs the neuron has run away.",
                $"Best accuracy with the article's start: {ReportCell.Mean(start.Best, "0.000").Text}.",
            ]);
    }

    private ClaimReview LeakClaim()
    {
        IReadOnlyList<EegArmRuns>? random = Part(ExponentialNeuronExperiment.StandardizedPart);
        (string Name, IReadOnlyList<EegArmRuns>? Arms)[] strict =
            [("sessions", Part(ExponentialNeuronExperiment.SessionPart)), ("subjects", Part(ExponentialNeuronExperiment.SubjectPart))];
        List<string> reasons = [];
        int leaks = 0;
        foreach ((string name, IReadOnlyList<EegArmRuns>? arms) in strict.Where(part => part.Arms is not null && random is not null))
        {
            IReadOnlyList<double> inside = Best(random!, EegArm.Plain), outside = Best(arms!, EegArm.Plain);
            double majority = arms![0].Runs.Average(run => run.MajorityShare);
            MannWhitneyResult test = MannWhitneyU.Test([.. outside], [.. inside]);
            leaks += test.LessP < Level ? 1 : 0;
            reasons.Add(FormattableString.Invariant(
                $"{name} held out, plain network: best accuracy {outside.Average():0.000} (the larger class has {majority:0.000}) against {inside.Average():0.000} on a random split; one-sided p = {test.LessP:0.000}."));
        }

        return new ClaimReview(
            "An accuracy on a random split of half-overlapping frames says how well new recordings are told apart.",
            reasons.Count == 0 ? ClaimVerdict.Undecided : leaks > 0 ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided,
            reasons.Count == 0 ? ["The parts that would tell were not done."] : reasons);
    }

    private ClaimReview ScaleClaim()
    {
        List<string> reasons = [];
        int vanished = 0, runs = 0;
        foreach ((string part, IReadOnlyList<EegArmRuns> arms) in parts)
        {
            foreach (EegArmRuns arm in arms.Where(arm => arm.Arm is EegArm.Neuron or EegArm.NeuronClipped && arm.LastScale.Any(double.IsFinite)))
            {
                reasons.Add($"{part}, {EegArmRuns.NameOf(arm.Arm)}: |a| {ReportCell.Mean(arm.LastScale, "0.0000").Text}, largest term on the training rows {ReportCell.Mean(arm.LastTerm, "0.00").Text} at the end.");
                vanished += arm.LastScale.Zip(arm.LastTerm).Count(pair => pair.First < 1e-3 && pair.Second < 1e-2);
                runs += arm.Runs.Count;
            }
        }

        return new ClaimReview(
            "The neuron's scale goes to zero, so that the base network alone does the work.",
            vanished == runs && runs > 0 ? ClaimVerdict.Holds : vanished == 0 && runs > 0 ? ClaimVerdict.DoesNotHold : ClaimVerdict.HoldsUnderConditions,
            [.. reasons, $"In {vanished} of {runs} runs both |a| < 0.001 and the largest term < 0.01 after {Epochs} epochs."]);
    }

    private IReadOnlyList<EegArmRuns>? Part(string name) => parts.FirstOrDefault(part => part.Part == name).Arms;

    private ReportTable Accuracies() => new(
        "accuracies",
        "Best validation accuracy of a run",
        ["Part", "Arm", "Runs", "Best, mean (90 % interval)", "Last epoch, mean", "Jumps per 100 epochs", "Mann-Whitney p", "Broke down"],
        [.. parts.SelectMany(part => part.Arms.Select(arm => (IReadOnlyList<ReportCell>)
        [
            part.Part, EegArmRuns.NameOf(arm.Arm), arm.Runs.Count, ReportCell.Mean(arm.Best, "0.000"), ReportCell.Mean(arm.Last, "0.000"), ReportCell.Mean(arm.Jumps, "0.0"),
            ReportCell.Number(arm.Arm == EegArm.Plain ? null : Test(part.Arms, arm.Arm)?.TwoSidedP, "0.000"), ReportCell.Hits(arm.Diverged, arm.Runs.Count),
        ]))],
        "Two-sided exact p against the plain arm of the same part. A jump is a change of at least 5 points from one epoch to the next, after the tenth.");

    private ReportTable Neurons() => new(
        "neurons",
        "The neuron at the end",
        ["Part", "Arm", "|a|", "b", "||w||", "Largest term", "L without the neuron", "L~"],
        [.. parts.SelectMany(part => part.Arms.Where(arm => arm.Arm != EegArm.Plain).Select(arm => (IReadOnlyList<ReportCell>)
        [
            part.Part, EegArmRuns.NameOf(arm.Arm), ReportCell.Mean(arm.LastScale, "G3"), Final(arm, run => run.Curve.Bias), Final(arm, run => run.Curve.WeightNorm), ReportCell.Mean(arm.LastTerm, "G3"),
            Final(arm, run => run.Curve.BaseLoss), Final(arm, run => run.Curve.Objective),
        ]))],
        "Means over runs with 90 % intervals, on the training rows.");

    private static ReportCell Final(EegArmRuns arm, Func<EegTrialResult, IReadOnlyList<double>> figure) =>
        ReportCell.Mean(arm.Runs.Select(run => figure(run).LastOrDefault(double.NaN)), "G3");

    private ReportFigure Curves((string Part, IReadOnlyList<EegArmRuns> Arms) part)
    {
        EegArmRuns[] shown = [.. part.Arms.Where(arm => arm.Runs.Any(run => run.Curve.ValidationMetric.Count > 1))];
        return new ReportFigure(part.Part, new Figure(
            $"EEG frames: {part.Part}",
            $"{Runs} runs of {Epochs} epochs; a thin line a run",
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
