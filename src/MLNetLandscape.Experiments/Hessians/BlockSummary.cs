using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.Hessians;

/// <summary>What the trainings of small networks say of blocks, traces and slices.</summary>
internal sealed class BlockSummary(IReadOnlyList<(HessianTrialSettings Settings, HessianTrialResult Result)> trials)
{
    /// <summary>Eigenvalues down to this share of the largest are rounding.</summary>
    private const double Zero = -1e-10;

    private readonly IGrouping<HessianActivation, (HessianTrialSettings Settings, HessianTrialResult Result)>[] arms =
        [.. trials.GroupBy(trial => trial.Settings.Activation)];

    public IEnumerable<KeyValuePair<string, string>> Setting()
    {
        if (trials.Count > 0)
        {
            yield return new(
                "blocks",
                $"4-8-6-2 networks, ReLU or tanh, squared loss, {trials[0].Settings.Rows} rows x ~ N(0, I_4) with y = (sin 2x1 + x2 x3, cos x2 - x4); {arms[0].Count()} networks each, Adam at 0.01 with all rows in a step, {BlockTraining.Steps[^1]} steps");
            yield return new(
                "slices", $"at the end of training, u and v from -2 to 2 at {trials[0].Settings.Places} places each way, lines at {(10 * trials[0].Settings.Places) + 1}; U and V normal");
        }
    }

    public IEnumerable<ClaimReview> Claims()
    {
        if (trials.Count == 0)
        {
            yield break;
        }

        yield return BlockClaim();
        yield return TraceClaim();
        yield return SliceClaim();
    }

    public IEnumerable<ReportTable> Tables()
    {
        if (trials.Count == 0)
        {
            yield break;
        }

        yield return new ReportTable(
            "blocks",
            "The Hessian along training",
            ["Activation", "Step", "Loss, mean", "Smallest eigenvalue of a block, least", "Smallest eigenvalue of the whole, least", "Trace, least", "Trace, mean"],
            [.. arms.SelectMany(arm => BlockTraining.Steps.Select((step, i) => Row(arm.Key, step, [.. arm.Select(trial => trial.Result.Looks[i])])))],
            "Least: over all networks (and layers).");
        yield return new ReportTable(
            "slices",
            "Interior maxima of slices",
            ["Activation", "Slice", "Slices", "Maxima on kinks", "Smooth maxima"],
            [.. arms.SelectMany(arm => arm.SelectMany(trial => trial.Result.Slices).GroupBy(slice => slice.Kind).Select(slices => (IReadOnlyList<ReportCell>)
            [
                arm.Key.ToString(), slices.Key, slices.Count(), slices.Sum(slice => slice.OnKinks), slices.Sum(slice => slice.Smooth),
            ]))]);
    }

    public IEnumerable<ReportFigure> Figures()
    {
        if (trials.Count > 0)
        {
            yield return new ReportFigure("blocks", new Figure(
                "Layer blocks along training", "Eigenvalues of layers' diagonal blocks and of the whole Hessian; one line a network", [.. arms.Select(arm => Chart(arm.Key, [.. arm.Select(trial => trial.Result)]))]));
        }
    }

    private static IReadOnlyList<ReportCell> Row(HessianActivation activation, int step, BlockLook[] looks) =>
    [
        activation.ToString(), step, ReportCell.Number(looks.Average(look => look.Loss)),
        ReportCell.Number(looks.Min(look => look.SmallestOfBlocks.Min()), "G3"), ReportCell.Number(looks.Min(look => look.Smallest), "G3"),
        ReportCell.Number(looks.Min(look => look.Trace)), ReportCell.Number(looks.Average(look => look.Trace)),
    ];

    private static Chart Chart(HessianActivation activation, HessianTrialResult[] results) => new()
    {
        Title = $"{activation}: smallest eigenvalue / largest",
        Horizontal = Axis.Logarithmic("Step + 1, log scale", [1, BlockTraining.Steps[^1]]),
        Vertical = Axis.Exactly("Ratio", -1, 0.2, 6),
        Series =
        [
            .. results.Select((result, i) => (ChartSeries)new LineSeries(
                i == 0 ? "blocks" : null, ChartColor.First, [.. result.Looks.Select(look => new ChartPoint(look.Step + 1, look.SmallestOfBlocks.Min() / look.Largest))])),
            .. results.Select((result, i) => (ChartSeries)new LineSeries(
                i == 0 ? "whole Hessian" : null, ChartColor.Second, [.. result.Looks.Select(look => new ChartPoint(look.Step + 1, look.Smallest / look.Largest))]) { Stroke = LineStroke.Dashed }),
        ],
    };

    private static bool HasNegativeBlock(BlockLook look) => look.SmallestOfBlocks.Min() < Zero * look.Largest;

    private (BlockLook[] Relu, BlockLook[] Tanh) Looks() => (
        [.. trials.Where(trial => trial.Settings.Activation == HessianActivation.Relu).SelectMany(trial => trial.Result.Looks)],
        [.. trials.Where(trial => trial.Settings.Activation == HessianActivation.Tanh).SelectMany(trial => trial.Result.Looks)]);

    private ClaimReview BlockClaim()
    {
        (BlockLook[] relu, BlockLook[] tanh) = Looks();
        int negative = relu.Count(HasNegativeBlock);
        return new ClaimReview(
            "For piecewise-linear activations and a convex loss, every layer's diagonal block of the Hessian is positive semi-definite wherever it exists.",
            negative == 0 ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [
                FormattableString.Invariant($"ReLU: {negative} of {relu.Length} looks have a block with a negative eigenvalue; the whole Hessian has one in {relu.Count(look => look.Smallest < Zero * look.Largest)}."),
                FormattableString.Invariant($"tanh, the control: {tanh.Count(HasNegativeBlock)} of {tanh.Length} looks have one."),
            ]);
    }

    private ClaimReview TraceClaim()
    {
        (BlockLook[] relu, BlockLook[] tanh) = Looks();
        int negative = relu.Count(look => look.Trace < 0);
        return new ClaimReview(
            "So the trace is never negative, and there are no differentiable strict local maxima.",
            negative == 0 ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [
                FormattableString.Invariant($"ReLU: the smallest trace over {relu.Length} looks is {relu.Min(look => look.Trace):G4}."),
                FormattableString.Invariant($"tanh: {tanh.Min(look => look.Trace):G4}, negative in {tanh.Count(look => look.Trace < 0)} of {tanh.Length}."),
            ]);
    }

    private ClaimReview SliceClaim()
    {
        SliceCount[] relu = Slices(HessianActivation.Relu), tanh = Slices(HessianActivation.Tanh);
        (int kinks, int smooth) = (relu.Sum(slice => slice.OnKinks), relu.Sum(slice => slice.Smooth));
        return new ClaimReview(
            "Where only one layer moves, interior maxima of slices lie on kinks only.",
            smooth > 0 ? ClaimVerdict.DoesNotHold : kinks > 0 ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            [
                $"ReLU: {kinks} maxima on kinks, {smooth} smooth ones in {relu.Length} slices.",
                $"tanh, the control, which has no kinks: {tanh.Sum(slice => slice.OnKinks)} taken for kinks, {tanh.Sum(slice => slice.Smooth)} smooth in {tanh.Length} slices.",
            ]);
    }

    private SliceCount[] Slices(HessianActivation activation) =>
        [.. trials.Where(trial => trial.Settings.Activation == activation).SelectMany(trial => trial.Result.Slices).Where(slice => slice.Kind != BlockTraining.Across)];
}
