using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.MaximumConcatenation;

/// <summary>The report of the experiment on maximum-and-concatenation networks.</summary>
internal sealed class MaximumConcatenationSummary(IReadOnlyList<(BlockTrialSettings Settings, BlockTrialResult Result)> trials)
{
    /// <summary>What rounding may lift an embedded loss by, relative.</summary>
    private const double Rounding = 1e-12;

    private readonly (string Name, BlockTrialResult[] Runs)[] parts =
    [
        .. trials.GroupBy(trial => trial.Settings.IsSpirals)
            .Select(group => (group.Key ? MaximumConcatenationExperiment.SpiralPart : MaximumConcatenationExperiment.SinePart, group.Select(trial => trial.Result).ToArray())),
    ];

    private BlockTrialSettings Settings => trials[0].Settings;

    public ExperimentReport Report() => new()
    {
        Setting =
        [
            new("networks", $"{Settings.Units} units a block, one output, no stem; every other block takes X^ from two layers back"),
            new("data", $"{Settings.Rows} rows of two features, another draw each run: sin(3 x1) sin(3 x2) of normal x; two noisy spirals as -1 and +1"),
            new("training", $"mean of 1/2 (f - y)^2, L-BFGS, {Settings.Iterations} directions at most, to a gradient norm of 1e-6"),
            new("nested start", "the shallower network's end, its readout in L; the new units at their usual start, unread; each depth starts from the end of this"),
            new("silent units", "the same end with the paper's embedding: alpha_out = 0, A = W = 0, the readout's weights of the new units random"),
            new("runs", $"{parts[0].Runs.Length} a data set"),
        ],
        Claims = [Embedding(), Nested(), Minima()],
        Tables = [Depths()],
        Figures = [new ReportFigure("depths", new Figure("Maximum-and-concatenation networks by depth", "Mean loss over the runs at the end of training", [.. parts.Select(Curves)]))],
        Remarks =
        [
            "The theorem compares local minima with the global minimum of the shallower network, which is not known: the best end of the same run's shallower networks stands for it, and is no better.",
            "L-BFGS can stall at kinks of the maximum and LeakyReLU: an end that is not critical is no local minimum, and the theorem says nothing of it.",
        ],
    };

    private IEnumerable<(BlockDepth Shallow, BlockDepth Deep, double Best)> Steps() =>
        from part in parts
        from run in part.Runs
        from depth in Enumerable.Range(1, run.Depths.Length - 1)
        select (run.Depths[depth - 1], run.Depths[depth], run.Depths[..depth].Min(one => Math.Min(one.Nested, one.Random)));

    private ClaimReview Embedding()
    {
        double shift = Steps().Max(step => step.Deep.Shift);
        return new ClaimReview(
            "A network of one block more has a point with the shallower network's loss.",
            shift <= Rounding ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [FormattableString.Invariant($"The largest relative difference over {Steps().Count()} depths, with units unread and with units silent (alpha_out = 0, A = W = 0), is {shift:G2}.")]);
    }

    private ClaimReview Nested()
    {
        int worse = Steps().Count(step => step.Deep.Nested > step.Shallow.Nested * (1 + Rounding));
        int better = Steps().Count(step => step.Deep.Nested < step.Shallow.Nested * 0.99);
        int silent = Steps().Count(step => step.Deep.Silent < step.Shallow.Nested * 0.99);
        worse += Steps().Count(step => step.Deep.Silent > step.Shallow.Nested * (1 + Rounding));
        return new ClaimReview(
            "Trained on from there, each depth is not worse than the last.",
            worse == 0 ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [FormattableString.Invariant($"{worse} of {2 * Steps().Count()} deeper networks, from either embedding, end above the shallower one; {better} end more than 1 % below it with the new units unread, and {silent} with them silent.")]);
    }

    private ClaimReview Minima()
    {
        var converged = Steps().Where(step => step.Deep.IsConverged).ToArray();
        int contradictions = converged.Count(step => step.Deep.Random > (step.Best * (1 + 1e-6)) + 1e-10);
        int others = Steps().Count(step => !step.Deep.IsConverged && step.Deep.Random > step.Best);
        return new ClaimReview(
            "Every local minimum of a deeper network is at least as good as the global minimum of a shallower one.",
            converged.Length == 0 ? ClaimVerdict.Undecided : contradictions == 0 ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [
                FormattableString.Invariant($"{contradictions} of {converged.Length} critical ends of random starts lie above the best shallower end of their run."),
                FormattableString.Invariant($"{others} of {Steps().Count() - converged.Length} ends that are not critical do: training that has not arrived, of which the theorem says nothing."),
            ]);
    }

    private ReportTable Depths() => new(
        "depths",
        "Losses at the end of training by depth, 90 % intervals of the mean",
        ["data", "blocks", "nested start", "nested, silent units", "random start", "critical ends", "random above the best shallower"],
        [
            .. from part in parts
               from depth in Enumerable.Range(0, part.Runs[0].Depths.Length)
               let ends = part.Runs.Select(run => run.Depths[depth]).ToArray()
               select (IReadOnlyList<ReportCell>)
               [
                   part.Name,
                   (long)depth,
                   ReportCell.Mean(ends.Select(end => end.Nested), "G3"),
                   ReportCell.Mean(ends.Select(end => end.Silent), "G3"),
                   ReportCell.Mean(ends.Select(end => end.Random), "G3"),
                   ReportCell.Hits(ends.Count(end => end.IsConverged), ends.Length),
                   depth == 0 ? ReportCell.None : ReportCell.Hits(part.Runs.Count(run => run.Depths[depth].Random > run.Depths[..depth].Min(one => Math.Min(one.Nested, one.Random))), ends.Length),
               ],
        ]);

    private static Chart Curves((string Name, BlockTrialResult[] Runs) part)
    {
        int depths = part.Runs[0].Depths.Length;
        ChartPoint[] Points(Func<BlockDepth, double> value) =>
            [.. Enumerable.Range(0, depths).Select(depth => new ChartPoint(depth, part.Runs.Average(run => value(run.Depths[depth]))))];
        ChartPoint[] nested = Points(depth => depth.Nested), random = Points(depth => depth.Random);
        return new Chart
        {
            Title = part.Name,
            Horizontal = Axis.Categories("Blocks", [.. Enumerable.Range(0, depths).Select(depth => $"{depth}")]),
            Vertical = Axis.Logarithmic("Mean loss", nested.Concat(random).Select(point => point.Y), decades: 8),
            Series = [new LineSeries("nested start", ChartColor.First, nested), new LineSeries("random start", ChartColor.Second, random)],
        };
    }
}
