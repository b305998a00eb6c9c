using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Cells;

/// <summary>How often does a random cell of a one-hidden-layer ReLU network contain its own minimiser, and does training end at such minima?</summary>
public sealed class CellsExperiment : SampledExperiment<CellTrialSettings, CellTrialResult>
{
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
    protected override IEnumerable<(string Name, int Value, int Least)> LimitsOf(CellTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [("Units", settings.Units, 1), ("Rows", settings.Rows, 1), ("Draws", settings.Draws, 1), ("Steps", settings.Steps, 1)];
    }

    /// <inheritdoc/>
    protected override double CostOf(CellTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (double)settings.Draws * settings.Steps * settings.Units * settings.Rows;
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, CellTrialSettings Settings)> PlanDraws(ExperimentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (int units in new[] { 1, 2, 3 })
        {
            foreach (int rows in new[] { 10, 20, 40, 80 })
            {
                CellTrialSettings settings = new() { Task = CellTask.RandomCells, Units = units, Rows = rows, Draws = options.Quick ? 500 : 20_000 };
                for (int piece = 0; piece < Pieces; piece++)
                {
                    yield return ($"K{units} N{rows} {piece}", settings);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, CellTrialSettings Settings, int Run)> PlanTrainings(ExperimentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        int runs = options.Runs ?? (options.Quick ? 4 : DefaultRuns);
        foreach (int units in new[] { 1, 2, 4, 8 })
        {
            CellTrialSettings settings = new()
            {
                Task = CellTask.Training,
                Units = units,
                Rows = 20,
                Draws = options.Quick ? 10 : 50,
                Steps = options.Quick ? 2_000 : 20_000,
            };
            for (int run = 0; run < runs; run++)
            {
                yield return ($"K{units}", settings, run);
            }
        }
    }

    /// <inheritdoc/>
    protected override bool IsTraining(CellTrialSettings settings) => settings is { Task: CellTask.Training };

    /// <inheritdoc/>
    protected override CellTrialResult Draw(CellTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
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
    protected override CellTrialResult Train(CellTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        return new CellTrialResult { Ends = new CellTraining(settings, context.Seed).Run(context) };
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(CellTrialSettings Settings, CellTrialResult Result)> trials) =>
        new CellsSummary(trials).Report();
}
