using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Core.Experiments;

/// <summary>What a comparison found.</summary>
public sealed record ComparisonResult
{
    /// <summary>What was asked.</summary>
    public required ComparisonOptions Options { get; init; }

    /// <summary>The runs without the neuron.</summary>
    public required ComparisonArmResult Plain { get; init; }

    /// <summary>The runs with it.</summary>
    public required ComparisonArmResult WithNeuron { get; init; }

    /// <summary>The two-sided test of the best accuracies with the neuron against those without; null if a run has none.</summary>
    public MannWhitneyResult? Test { get; init; }

    /// <summary>Parameters of the base network.</summary>
    public required int BaseParameters { get; init; }

    /// <summary>Parameters that the neuron adds.</summary>
    public required int NeuronParameters { get; init; }

    /// <summary>Why theorems about the neuron do not speak of this network, loss and penalty; empty where they do.</summary>
    public required IReadOnlyList<string> TheoryWarnings { get; init; }

    /// <summary>What else a reader should know, such as constant features.</summary>
    public required IReadOnlyList<string> DataWarnings { get; init; }

    /// <summary>Accuracy with the neuron minus accuracy without, run by run, where both exist.</summary>
    public IReadOnlyList<double> Differences =>
    [
        .. Plain.Runs.Zip(WithNeuron.Runs, (plain, neuron) => neuron.BestAccuracy - plain.BestAccuracy).Where(d => d.HasValue).Select(d => d!.Value),
    ];

    /// <summary>The mean difference's interval by Student's t, runs paired; null for fewer than two.</summary>
    public MeanInterval? DifferenceInterval => Differences.Count < 2 ? null : MeanInterval.Of([.. Differences], ComparisonArmResult.Confidence);

    /// <summary>The runs of both arms.</summary>
    public IEnumerable<ComparisonRun> AllRuns => Plain.Runs.Concat(WithNeuron.Runs);
}
