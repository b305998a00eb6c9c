using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.JacobianRanks;

/// <summary>How wide must a ReLU network be for its Jacobian to have full row rank, and does training then end at a global minimum?</summary>
public sealed class JacobianRankExperiment : Experiment<RankTrialSettings, RankTrialResult>
{
    /// <summary>The part that draws random networks.</summary>
    internal const string RandomPart = "random";

    /// <summary>The part that trains.</summary>
    internal const string TrainingPart = "training";

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
    public override IReadOnlyList<string> Parts => [RandomPart, TrainingPart];

    /// <inheritdoc/>
    protected override void Validate(RankTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach ((string name, int value) in new[]
        {
            ("Rows", settings.Rows), ("Inputs", settings.Inputs), ("Units", settings.Units), ("Draws", settings.Draws), ("Steps", settings.Steps),
        })
        {
            if (value < 1)
            {
                throw new ArgumentException($"{name} must be at least 1, but was {value}.");
            }
        }
    }

    /// <inheritdoc/>
    protected override double CostOf(RankTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        double columns = settings.Units * (settings.Inputs + 1.0), svd = columns * settings.Rows * settings.Rows;
        return settings.Task == RankTask.RandomNetworks ? settings.Draws * svd : (settings.Steps * columns * settings.Rows) + (7 * svd);
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<RankTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        int runs = options.Runs ?? (options.Quick ? 10 : DefaultRuns);
        int stream = 0;
        foreach (int inputs in new[] { 18, 35, 70 })
        {
            foreach (int units in options.Includes(RandomPart) ? new[] { 1, 2, 3, 4, 5, 6, 8, 10, 13, 16 } : [])
            {
                RankTrialSettings settings = new() { Task = RankTask.RandomNetworks, Rows = Rows, Inputs = inputs, Units = units, Draws = runs };
                yield return new($"random d{inputs} u{units}", settings, stream++);
            }
        }

        int trainings = Math.Max(1, runs / 30);
        foreach (int units in options.Includes(TrainingPart) ? new[] { 2, 5, 8, 13, 20 } : [])
        {
            for (int run = 0; run < trainings; run++)
            {
                RankTrialSettings settings = new()
                {
                    Task = RankTask.Training,
                    Rows = Rows,
                    Inputs = 18,
                    Units = units,
                    Steps = options.Quick ? 2_000 : 30_000,
                };
                yield return new($"training u{units} {run}", settings, 1_000_000 + run);
            }
        }
    }

    /// <inheritdoc/>
    protected override RankTrialResult Run(RankTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        if (settings.Task == RankTask.Training)
        {
            return new RankTrialResult { Training = new HiddenTraining(settings, context.Seed).Run(context) };
        }

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
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(RankTrialSettings Settings, RankTrialResult Result)> trials) =>
        new JacobianRankSummary(trials).Report();
}
