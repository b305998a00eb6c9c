namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>The tables of the experiment on tuples of networks.</summary>
internal sealed class KawaguchiTables(TupleRuns[] tuples, TupleRuns[] published, (KawaguchiTrialSettings Settings, LinearFindings Found)[] linear, GameFindings[] games)
{
    /// <summary>The tables.</summary>
    public IEnumerable<ReportTable> All()
    {
        if (published.Length > 0)
        {
            yield return TupleTable("tuples", "The tuples, on rows that were not trained on", published);
        }

        foreach (TupleRuns variant in tuples.Where(tuple => tuple.Settings is { Part: KawaguchiExperiment.FuturePart, Variant: not KawaguchiVariant.Dense }))
        {
            TupleRuns plain = tuples.First(tuple => tuple.Settings is { Part: KawaguchiExperiment.FuturePart, Variant: KawaguchiVariant.Dense });
            yield return TupleTable($"future-{variant.Settings.Variant}", $"Future work: {variant.VariantName}", [plain, variant]);
        }

        if (games.Length > 0)
        {
            yield return GameTable();
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

    private ReportTable GameTable() => new(
        "future-Adversarial",
        "Future work: generative adversarial networks",
        ["Start", "Discriminator's loss, least to largest", "Undecided", "Modes hit, of 8", "Points near a mode, mean", "Constant", "Dead units", "Answers apart", "to other noise", "Apart > 0.1", "aligned", "Distance", "aligned"],
        [.. games.SelectMany(game => game.Arms).Select(arm => (IReadOnlyList<ReportCell>)
        [
            arm.StartsWide ? $"sigma = {KawaguchiTuple.SmallestSigma} to {KawaguchiTuple.SmallestSigma + arm.Modes.Count - 1}" : "usual",
            FormattableString.Invariant($"{arm.Losses.Min():G3} to {arm.Losses.Max():G3}"), ReportCell.Number(Math.Log(2), "G3"), $"{arm.Modes.Min()} to {arm.Modes.Max()}",
            ReportCell.Number(arm.Shares.Average(), "0.00"), ReportCell.Hits(arm.Constant, arm.Modes.Count), ReportCell.Number(arm.DeadShare, "0.00"),
            ReportCell.Number(arm.AnswersApart, "G3"), ReportCell.Number(arm.UnrelatedApart, "G3"), ReportCell.Number(arm.Pairs.Average(pair => pair.ShareBeyond), "0.00"),
            ReportCell.Number(arm.Pairs.Average(pair => pair.AlignedShareBeyond), "0.00"), ReportCell.Number(arm.Pairs.Average(pair => pair.Distance), "G3"),
            ReportCell.Number(arm.Pairs.Average(pair => pair.AlignedDistance), "G3"),
        ])],
        "Undecided: the loss of a discriminator that cannot tell. Answers apart: the mean distance of two generators' answers to the same noise, and to other noise, the control. Parameters and dead units are the generators'.");

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
}
