using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>The report of the experiment on tuples of networks.</summary>
internal sealed class KawaguchiSummary
{
    /// <summary>Losses within this factor of each other count as one.</summary>
    private const double OneLoss = 1.1;

    /// <summary>Steps below which a training has hardly begun: weights of deviation 2 and more, moved by 0.001 a step, are still where they started.</summary>
    private const int LeastSteps = 1_000;

    private readonly TupleRuns[] tuples;
    private readonly (KawaguchiTrialSettings Settings, LinearFindings Found)[] linear;

    public KawaguchiSummary(IReadOnlyList<(KawaguchiTrialSettings Settings, KawaguchiTrialResult Result)> trials)
    {
        tuples = [.. trials.Where(trial => trial.Settings.Variant != KawaguchiVariant.Linear).Select(trial => new TupleRuns(trial.Settings, trial.Result))];
        linear = [.. trials.Where(trial => trial.Result.Linear is not null).Select(trial => (trial.Settings, trial.Result.Linear!))];
    }

    private IEnumerable<TupleRuns> Published => tuples.Where(tuple => tuple.Settings.Part != KawaguchiExperiment.FuturePart);

    public ExperimentReport Report() => new()
    {
        Setting = [.. Setting()],
        Claims = [.. Claims()],
        Tables = [.. Tables()],
        Figures = [.. Figures()],
        Remarks =
        [
            "A network 'ends' after the stated epochs, at no certified minimum: the gradients of the last table say how far from stationary.",
            "Biases start at zero, weights normal with deviation sigma.",
            "Generative adversarial networks, also on the list of future work, are not part of this experiment.",
        ],
    };

    private IEnumerable<KeyValuePair<string, string>> Setting()
    {
        if (tuples.Length > 0)
        {
            KawaguchiTrialSettings settings = tuples[0].Settings;
            yield return new("tuples", $"{settings.Models} networks each, sigma = 2, 3, 4, 5; Adam 1e-3, batches of 256");
            foreach (IGrouping<(bool IsMnist, int Epochs), TupleRuns> set in tuples.GroupBy(tuple => (tuple.Settings.IsMnist, tuple.Settings.Epochs)))
            {
                TupleRuns one = set.First();
                yield return new(
                    set.Key.IsMnist ? "MNIST" : "Boston housing",
                    $"{one.Result.TrainingRows} rows to train, {one.Result.ComparedRows} others to compare on, {one.Settings.Epochs} epochs");
            }
        }

        if (linear.Length > 0)
        {
            yield return new("deep linear networks", $"5 inputs, 3 outputs, 40 random samples; {linear[0].Found.Starts} starts of L-BFGS each");
        }
    }

    private IEnumerable<ClaimReview> Claims()
    {
        if (Published.Any())
        {
            foreach (ClaimReview claim in new[] { LossClaim(), ZeroClaim(), AgreementClaim(), WeightClaim() })
            {
                yield return Begun(claim);
            }
        }

        if (linear.Length > 0)
        {
            yield return LinearClaim();
            yield return SaddleClaim();
        }
    }

    /// <summary>The claim, undecided where trainings have hardly begun.</summary>
    private ClaimReview Begun(ClaimReview claim)
    {
        long least = Published.Min(tuple => tuple.Steps);
        return least >= LeastSteps
            ? claim
            : claim with { Verdict = ClaimVerdict.Undecided, Reasons = [$"Some trainings took {least} steps, fewer than {LeastSteps}: they have hardly begun.", .. claim.Reasons] };
    }

    private ClaimReview LossClaim()
    {
        TupleRuns[] all = [.. Published];
        int one = all.Count(tuple => tuple.LossRatio <= OneLoss);
        return new ClaimReview(
            "Whatever the start, the networks of a tuple converge to the same loss.",
            one == all.Length ? ClaimVerdict.Holds : one > 0 ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.DoesNotHold,
            [
                .. all.Select(tuple => FormattableString.Invariant($"{tuple.Name}: losses from {tuple.LeastLoss:G3} to {tuple.LargestLoss:G3}; {tuple.Constant} of {tuple.Models.Count} networks are constant.")),
                $"In {one} of {all.Length} tuples the losses are within 10 % of each other.",
            ]);
    }

    private ClaimReview ZeroClaim()
    {
        TupleRuns[] relu = [.. Published.Where(tuple => tuple.Settings.Head == KawaguchiHead.Relu)];
        TupleRuns[] mnist = [.. relu.Where(tuple => tuple.Settings.IsMnist)];
        int dead = mnist.Sum(tuple => tuple.Models.Sum(model => model.DeadOutputs)), outputs = 10 * mnist.Sum(tuple => tuple.Models.Count);
        bool isDead = outputs > 0 && dead > outputs / 4;
        return new ClaimReview(
            "Without a softmax the squared error converges to zero, hence to a global minimum.",
            relu.Length == 0 ? ClaimVerdict.Undecided : isDead ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided,
            [
                .. relu.Select(tuple => FormattableString.Invariant(
                    $"{tuple.Name}: the loss of outputs that are all zero is {tuple.Result.ZeroLoss:G3}; the tuple's median is {tuple.MedianLoss:G3}, with {tuple.Models.Sum(model => model.DeadOutputs)} dead outputs.")),
                $"On digits {dead} of {outputs} ReLU outputs are dead: they say zero on every row, and no gradient reaches them. On one-hot targets that costs 0.05 an output and looks like convergence.",
            ]);
    }

    private ClaimReview AgreementClaim()
    {
        TupleRuns[] all = [.. Published.Where(tuple => tuple.Settings.IsMnist)];
        TupleRuns[] agreeing = [.. all.Where(tuple => tuple.MeanAgreement >= 0.9)];
        return new ClaimReview(
            "Networks of a tuple answer alike on most rows.",
            all.Length == 0 ? ClaimVerdict.Undecided : agreeing.Length == all.Length ? ClaimVerdict.Holds : agreeing.Length > 0 ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.DoesNotHold,
            [
                .. all.Select(tuple => FormattableString.Invariant(
                    $"{tuple.Name}: mean agreement {tuple.MeanAgreement:0.000} at mean accuracy {tuple.MeanMetric:0.000}; two networks that err independently would agree on about {tuple.IndependentAgreement:0.000}.")),
                "Constant networks with the same answer agree on every row; that says nothing of minima.",
            ]);
    }

    private ClaimReview WeightClaim()
    {
        TupleRuns[] aligned = [.. Published.Where(tuple => double.IsFinite(tuple.AlignedRatio))];
        return new ClaimReview(
            "Yet their weights are far apart, so they sit at different points.",
            aligned.Length == 0 ? ClaimVerdict.Undecided : aligned.All(tuple => tuple.AlignedRatio > 0.5) ? ClaimVerdict.Holds : ClaimVerdict.HoldsUnderConditions,
            [
                .. aligned.Select(tuple => FormattableString.Invariant(
                    $"{tuple.Name}: {100 * tuple.ShareBeyond:0} % of the parameters differ by more than 0.1, {100 * tuple.AlignedShareBeyond:0} % after hidden units are renumbered; the distance falls to {100 * tuple.AlignedRatio:0} % by that.")),
                "Starts of deviation 2 to 5 are far apart to begin with: distances here tell of the starts as much as of the minima.",
            ]);
    }

    private ClaimReview LinearClaim()
    {
        int starts = linear.Sum(entry => entry.Found.Starts), global = linear.Sum(entry => entry.Found.Global);
        return new ClaimReview(
            "Deep linear networks have no bad local minima.",
            global == starts ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            [
                $"{global} of {starts} descents end at the least loss of the formula, {linear.Sum(entry => entry.Found.OtherCritical)} at another critical value.",
                FormattableString.Invariant($"At the critical points of the formula the loss differs from it by at most {linear.Max(entry => entry.Found.LargestError):G2} of the loss of zero."),
            ]);
    }

    private ClaimReview SaddleClaim()
    {
        int strict = linear.Sum(entry => entry.Found.StrictSaddles), bad = linear.Sum(entry => entry.Found.BadSaddles);
        int flat = linear.Count(entry => entry.Found.HessianAtZeroIsZero), deep = linear.Count(entry => entry.Settings.Hidden.Count > 1);
        return new ClaimReview(
            "With two hidden layers or more there are saddles that the Hessian does not show.",
            flat == deep && deep > 0 ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [
                $"At zero the Hessian is exactly zero in {flat} of {deep} networks of two or more hidden layers, and in none of one.",
                $"Of the critical points above the minimum {strict} have a negative eigenvalue and {bad} have none.",
            ]);
    }

    private IEnumerable<ReportTable> Tables()
    {
        if (Published.Any())
        {
            yield return TupleTable("tuples", "The tuples, on rows that were not trained on", [.. Published]);
        }

        foreach (TupleRuns variant in tuples.Where(tuple => tuple.Settings is { Part: KawaguchiExperiment.FuturePart, Variant: not KawaguchiVariant.Dense }))
        {
            TupleRuns plain = tuples.First(tuple => tuple.Settings is { Part: KawaguchiExperiment.FuturePart, Variant: KawaguchiVariant.Dense });
            yield return TupleTable($"future-{variant.Settings.Variant}", $"Future work: {variant.VariantName}", [plain, variant]);
        }

        TupleRuns[] examined = [.. tuples.Where(tuple => tuple.Models.Any(model => model.End is not null))];
        if (examined.Length > 0)
        {
            yield return EndTable(examined);
        }

        if (linear.Length > 0)
        {
            yield return LinearTable();
        }
    }

    private static ReportTable TupleTable(string id, string title, IReadOnlyList<TupleRuns> rows) => new(
        id,
        title,
        ["Tuple", "Loss, least to largest", "Zero baseline", "Accuracy or RMSE, mean", "Majority", "Agreement", "Constant", "Dead units", "Apart > 0.1", "aligned", "Distance", "aligned"],
        [.. rows.Select(tuple => (IReadOnlyList<ReportCell>)
        [
            tuple.Name, FormattableString.Invariant($"{tuple.LeastLoss:G3} to {tuple.LargestLoss:G3}"), ReportCell.Number(tuple.Result.ZeroLoss, "G3"), ReportCell.Number(tuple.MeanMetric, "0.000"),
            ReportCell.Number(tuple.Result.MajorityAccuracy, "0.000"), ReportCell.Number(tuple.MeanAgreement, "0.000"), ReportCell.Hits(tuple.Constant, tuple.Models.Count),
            ReportCell.Number(tuple.DeadShare, "0.00"), ReportCell.Number(tuple.ShareBeyond, "0.00"), ReportCell.Number(tuple.AlignedShareBeyond, "0.00"),
            ReportCell.Number(tuple.Distance, "G3"), ReportCell.Number(tuple.AlignedDistance, "G3"),
        ])],
        "Means over networks or pairs. Zero baseline: the loss of outputs that are all zero. Dead: zero on every row compared on.");

    private static ReportTable EndTable(TupleRuns[] examined) => new(
        "ends",
        "Curvature and perturbations where training ended",
        ["Tuple", "sigma", "Loss", "Gradient", "Smallest curvature", "Largest", "Loss after a step of 0.001", "0.01", "0.1"],
        [.. examined.SelectMany(tuple => tuple.Models.Where(model => model.End is not null).Select(model => (IReadOnlyList<ReportCell>)
        [
            tuple.Name, ReportCell.Number(model.Sigma), ReportCell.Number(model.Loss, "G3"), ReportCell.Number(model.End!.GradientNorm, "G2"), ReportCell.Number(model.End.Smallest, "G2"),
            ReportCell.Number(model.End.Largest, "G2"), .. model.End.Perturbed.Select(ratio => ReportCell.Number(ratio, "0.00")),
        ]))],
        "Ritz values of the Hessian after 30 Lanczos steps on up to 500 rows: a negative one proves negative curvature, a non-negative one nothing. Steps: random directions of that relative length, loss over the loss before.");

    private ReportTable LinearTable() => new(
        "linear",
        "Deep linear networks",
        ["Hidden widths", "Starts", "At the global value", "At another critical value", "Critical points made", "Largest error", "Strict saddles", "Bad saddles", "Hessian at 0 is 0"],
        [.. linear.Select(entry => (IReadOnlyList<ReportCell>)
        [
            string.Join('-', entry.Settings.Hidden), entry.Found.Starts, entry.Found.Global, entry.Found.OtherCritical, entry.Found.Points, ReportCell.Number(entry.Found.LargestError, "G2"),
            entry.Found.StrictSaddles, entry.Found.BadSaddles, entry.Found.HessianAtZeroIsZero ? "yes" : "no",
        ])],
        "Bad saddle: a critical point above the least loss without a negative eigenvalue.");

    private IEnumerable<ReportFigure> Figures()
    {
        Chart[] charts = [.. Published.Where(tuple => tuple.Models[0].Curve.Objective.Count > 1).Select(Curve)];
        if (charts.Length > 0)
        {
            yield return new ReportFigure("curves", new Figure("Training loss of the tuples", "Mean loss of an epoch's batches, log scale; a line a network, dashed: outputs that are all zero", charts));
        }
    }

    private static Chart Curve(TupleRuns tuple)
    {
        int epochs = tuple.Models.Max(model => model.Curve.Objective.Count);
        IEnumerable<double> values = tuple.Models.SelectMany(model => model.Curve.Objective).Append(tuple.Result.ZeroLoss);
        return new Chart
        {
            Title = tuple.Name,
            Horizontal = Axis.Exactly("Epoch", 1, epochs),
            Vertical = Axis.Logarithmic("Mean loss, log scale", values),
            Series =
            [
                new LineSeries("zero", ChartColor.Guide, [new ChartPoint(1, tuple.Result.ZeroLoss), new ChartPoint(epochs, tuple.Result.ZeroLoss)]) { Stroke = LineStroke.Dashed },
                .. tuple.Models.Select((model, i) => new LineSeries(
                    $"sigma {model.Sigma}", (ChartColor)(i % 4), [.. model.Curve.Objective.Select((value, epoch) => new ChartPoint(epoch + 1, value))])),
            ],
        };
    }
}
