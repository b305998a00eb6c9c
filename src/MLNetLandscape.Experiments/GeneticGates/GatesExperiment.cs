using MLNetLandscape.Core.Data.Download;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.GeneticGates;

/// <summary>Do sub-networks that a genetic algorithm selects do better than the whole network?</summary>
public sealed class GatesExperiment : Experiment<GateTrialSettings, GateTrialResult>
{
    /// <inheritdoc/>
    public override string Name => "gates";

    /// <inheritdoc/>
    public override string Question => "Do sub-networks that a genetic algorithm selects, over trained or training weights, do better on new data than the whole network?";

    /// <inheritdoc/>
    public override string Source => "Chang, Yang, Kwak, \"Genetic-gated networks for deep reinforcement learning\", NeurIPS 2018";

    /// <inheritdoc/>
    public override string ExpectedTime => "1 minute on 2 cores (2 minutes of processor time); --quick 5 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 10;

    /// <inheritdoc/>
    public override int? DefaultEpochs => 30;

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, int Value, int Least)> LimitsOf(GateTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            ("TrainingRows", settings.TrainingRows, 64), ("HeldOutRows", settings.HeldOutRows, 1), ("TestRows", settings.TestRows, 1), ("Units", settings.Units, 1),
            ("Epochs", settings.Epochs, 1), ("Population", settings.Population, 5), ("Generations", settings.Generations, 1),
        ];
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<GateTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyDictionary<string, ContentHash> digits = data.Require(DatasetCatalog.Mnist);
        GateTrialSettings settings = new()
        {
            TrainingRows = options.Quick ? 500 : 3000,
            HeldOutRows = options.Quick ? 300 : 1000,
            TestRows = options.Quick ? 1000 : 10_000,
            Units = options.Quick ? 32 : 100,
            Epochs = options.Epochs ?? (options.Quick ? 20 : DefaultEpochs!.Value),
            Population = options.Quick ? 16 : 24,
            Generations = options.Quick ? 15 : 40,
        };
        return Enumerable.Range(0, options.Runs ?? (options.Quick ? 3 : DefaultRuns))
            .Select(run => new PlannedTrial<GateTrialSettings>($"run {run}", settings, run, digits));
    }

    /// <inheritdoc/>
    protected override GateTrialResult Run(GateTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        return new GateRun(settings, context).Run();
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(GateTrialSettings Settings, GateTrialResult Result)> trials) =>
        new GatesSummary(trials).Report();
}
