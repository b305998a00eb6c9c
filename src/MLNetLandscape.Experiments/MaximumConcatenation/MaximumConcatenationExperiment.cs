using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.MaximumConcatenation;

/// <summary>Is every local minimum of a maximum-and-concatenation network with one block more as good as the best one without?</summary>
public sealed class MaximumConcatenationExperiment : Experiment<BlockTrialSettings, BlockTrialResult>
{
    internal const string SinePart = "sines";
    internal const string SpiralPart = "spirals";

    /// <inheritdoc/>
    public override string Name => "mcn";

    /// <inheritdoc/>
    public override string Question => "Is a maximum-and-concatenation network never worse with one block more, from the nested start and from random ones?";

    /// <inheritdoc/>
    public override string Source => "Xie et al., ICML 2020, arXiv:2007.04630";

    /// <inheritdoc/>
    public override string ExpectedTime => "2 minutes on 2 cores (4 minutes of processor time); --quick 2 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 20;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts => [SinePart, SpiralPart];

    /// <inheritdoc/>
    protected override int Version => 2;

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, int Value, int Least)> LimitsOf(BlockTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            ("Rows", settings.Rows, 2), ("Blocks", settings.Blocks, 1), ("Units", settings.Units, 1), ("Iterations", settings.Iterations, 1),
        ];
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<BlockTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        int runs = options.Runs ?? (options.Quick ? 3 : DefaultRuns);
        foreach (string part in Parts.Where(options.Includes))
        {
            for (int run = 0; run < runs; run++)
            {

                BlockTrialSettings settings = new()
                {
                    IsSpirals = part == SpiralPart,
                    Rows = options.Quick ? 40 : 80,
                    Blocks = options.Quick ? 3 : 5,
                    Units = 5,
                    Iterations = options.Quick ? 100 : 2000,
                };
                yield return new($"{part} {run}", settings, run);
            }
        }
    }

    /// <inheritdoc/>
    protected override BlockTrialResult Run(BlockTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        return BlockTraining.Run(settings, context);
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(BlockTrialSettings Settings, BlockTrialResult Result)> trials) =>
        new MaximumConcatenationSummary(trials).Report();
}
