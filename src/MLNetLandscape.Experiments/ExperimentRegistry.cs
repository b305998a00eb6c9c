using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>All experiments, one line each.</summary>
public static class ExperimentRegistry
{
    /// <summary>The experiments, in the order in which they are listed.</summary>
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new ExponentialNeurons.ExponentialNeuronExperiment(),
        new BadMinima.BadMinimaExperiment(),
        new Kawaguchi.KawaguchiExperiment(),
        new Cells.CellsExperiment(),
        new JacobianRanks.JacobianRankExperiment(),
        new SupervisedPretraining.PretrainingExperiment(),
        new MaximumConcatenation.MaximumConcatenationExperiment(),
        new Hessians.HessianExperiment(),
        new GeneticGates.GatesExperiment(),
        new NeuronUses.NeuronUsesExperiment(),
    ];

    /// <summary>What carries out trials of all experiments.</summary>
    public static TrialTypes TrialTypes { get; } = new(All.Select(experiment => experiment.TrialType));

    /// <summary>The experiment of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IExperiment Find(string name) =>
        All.FirstOrDefault(experiment => experiment.Name == name)
        ?? throw new ArgumentException($"An experiment must be one of {string.Join(", ", All.Select(experiment => experiment.Name))}, but was '{name}'.");
}
