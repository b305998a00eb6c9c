using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Cells;

/// <summary>How often does a random cell of a one-hidden-layer ReLU network contain its own minimiser, and does training end at such minima?</summary>
public sealed class CellsExperiment : Experiment<CellTrialSettings, CellTrialResult>
{
    /// <summary>The part that draws random cells.</summary>
    internal const string RandomPart = "random";

    /// <summary>The part that trains.</summary>
    internal const string TrainingPart = "training";

    private const int Pieces = 10;

    /// <inheritdoc/>
    public override string Name => "cells";

    /// <inheritdoc/>
    public override string Question => "Do the cells of one-hidden-layer ReLU networks contain their own minimisers, and does gradient descent end in them?";

    /// <inheritdoc/>
    public override string Source => "Bo Liu, arXiv:2002.04763 and arXiv:2006.09192";

    /// <inheritdoc/>
    public override string ExpectedTime => "2 minutes on 2 cores; --quick 2 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 20;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts => [RandomPart, TrainingPart];

    /// <inheritdoc/>
    protected override void Validate(CellTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach ((string name, int value) in new[] { ("Units", settings.Units), ("Rows", settings.Rows), ("Draws", settings.Draws), ("Steps", settings.Steps) })
        {
            if (value < 1)
            {
                throw new ArgumentException($"{name} must be at least 1, but was {value}.");
            }
        }
    }

    /// <inheritdoc/>
    protected override double CostOf(CellTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (double)settings.Draws * settings.Steps * settings.Units * settings.Rows;
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<CellTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        int stream = 0;
        foreach (int units in new[] { 1, 2, 3 })
        {
            foreach (int rows in options.Includes(RandomPart) ? new[] { 10, 20, 40, 80 } : [])
            {
                for (int piece = 0; piece < Pieces; piece++)
                {
                    CellTrialSettings settings = new() { Task = CellTask.RandomCells, Units = units, Rows = rows, Draws = options.Quick ? 500 : 20_000 };
                    yield return new($"random K{units} N{rows} {piece}", settings, stream++);
                }
            }
        }

        int runs = options.Runs ?? (options.Quick ? 4 : DefaultRuns);
        foreach (int units in options.Includes(TrainingPart) ? new[] { 1, 2, 4, 8 } : [])
        {
            for (int run = 0; run < runs; run++)
            {
                CellTrialSettings settings = new()
                {
                    Task = CellTask.Training,
                    Units = units,
                    Rows = 20,
                    Draws = options.Quick ? 10 : 50,
                    Steps = options.Quick ? 2_000 : 20_000,
                };
                yield return new($"training K{units} {run}", settings, 1_000_000 + run);
            }
        }
    }

    /// <inheritdoc/>
    protected override CellTrialResult Run(CellTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        if (settings.Task == CellTask.Training)
        {
            return new CellTrialResult { Ends = new CellTraining(settings, context.Seed).Run(context) };
        }

        CellExperiment experiment = new()
        {
            Units = settings.Units,
            Rows = settings.Rows,
            Draws = settings.Draws,
            Seed = context.Seed,
            Threads = context.Threads,
        };
        CellProbability found = CellProbability.Estimate(experiment, null, context.Cancellation);
        return new CellTrialResult { Draws = settings.Draws, FullRank = found.FullRank.Hits, Genuine = found.Genuine.Hits };
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(CellTrialSettings Settings, CellTrialResult Result)> trials) =>
        new CellsSummary(trials).Report();
}
