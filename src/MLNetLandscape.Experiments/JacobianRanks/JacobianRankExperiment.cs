using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.JacobianRanks;

/// <summary>How wide must a ReLU network be for its Jacobian to have full row rank, and does training then end at a global minimum?</summary>
public sealed class JacobianRankExperiment : SampledExperiment<RankTrialSettings, RankTrialResult>
{
    private const int Rows = 70;

    /// <inheritdoc/>
    public override string Name => "jacobian-rank";

    /// <inheritdoc/>
    public override string Question => "How wide must a ReLU network be for its Jacobian to have full row rank, and does training then reach zero loss?";

    /// <inheritdoc/>
    public override string Source => "Karhadkar, Murray, Tseran, Montufar, arXiv:2305.19510";

    /// <inheritdoc/>
    public override string ExpectedTime => "3 minutes on 2 cores; --quick 3 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 300;

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, int Value, int Least)> LimitsOf(RankTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [("Rows", settings.Rows, 1), ("Inputs", settings.Inputs, 1), ("Units", settings.Units, 1), ("Draws", settings.Draws, 1), ("Steps", settings.Steps, 1)];
    }

    /// <inheritdoc/>
    protected override double CostOf(RankTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        double columns = settings.Units * (settings.Inputs + 1.0), svd = columns * settings.Rows * settings.Rows;
        return settings.Task == RankTask.RandomNetworks ? settings.Draws * svd : (settings.Steps * columns * settings.Rows) + (7 * svd);
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, RankTrialSettings Settings)> PlanDraws(ExperimentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (int inputs in new[] { 18, 35, 70 })
        {
            foreach (int units in new[] { 1, 2, 3, 4, 5, 6, 8, 10, 13, 16 })
            {
                yield return ($"d{inputs} u{units}", new() { Task = RankTask.RandomNetworks, Rows = Rows, Inputs = inputs, Units = units, Draws = RunsOf(options) });
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, RankTrialSettings Settings, int Run)> PlanTrainings(ExperimentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (int units in new[] { 2, 5, 8, 13, 20 })
        {
            RankTrialSettings settings = new()
            {
                Task = RankTask.Training,
                Rows = Rows,
                Inputs = 18,
                Units = units,
                Steps = options.Quick ? 2_000 : 30_000,
            };
            for (int run = 0; run < Math.Max(1, RunsOf(options) / 30); run++)
            {
                yield return ($"u{units}", settings, run);
            }
        }
    }

    /// <inheritdoc/>
    protected override bool IsTraining(RankTrialSettings settings) => settings is { Task: RankTask.Training };

    /// <inheritdoc/>
    protected override RankTrialResult Draw(RankTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        RankExperiment experiment = new()
        {
            Rows = settings.Rows,
            Inputs = settings.Inputs,
            Units = settings.Units,
            Trials = settings.Draws,
            Seed = context.Seed,
            Threads = context.Threads,
        };
        RankProbability found = RankProbability.Estimate(experiment, null, context.Cancellation);
        return new RankTrialResult { FullRank = (int)found.FullRank.Hits, SmallestNonzero = found.SmallestNonzero, LargestZero = found.LargestZero };
    }

    /// <inheritdoc/>
    protected override RankTrialResult Train(RankTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        return new RankTrialResult { Training = new HiddenTraining(settings, context.Seed).Run(context) };
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(RankTrialSettings Settings, RankTrialResult Result)> trials) =>
        new JacobianRankSummary(trials).Report();

    private int RunsOf(ExperimentOptions options) => options.Runs ?? (options.Quick ? 10 : DefaultRuns);
}
