using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>All runs at one lambda.</summary>
public sealed record SweepPoint
{
    /// <summary>lambda; null for the network without a neuron.</summary>
    public double? Lambda { get; init; }

    /// <summary>The mean metric over seeds with its interval by Student's t; null if every training broke down.</summary>
    public MeanInterval? Metric { get; init; }

    /// <summary>The mean difference, seed by seed on the same split, to the network without a neuron; null without that.</summary>
    public MeanInterval? Difference { get; init; }

    /// <summary>Trainings that broke down and have no metric.</summary>
    public required int Failures { get; init; }

    /// <summary>The point of some runs.</summary>
    internal static SweepPoint Of(double? lambda, IReadOnlyList<SweepRun> runs, IReadOnlyList<SweepRun> plain, double confidence)
    {
        double[] metrics = [.. runs.Select(run => run.Metric).OfType<double>()];
        double[] differences = lambda is null
            ? []
            : [.. runs.Join(plain, run => run.Seed, other => other.Seed, (run, other) => run.Metric - other.Metric).OfType<double>()];
        return new SweepPoint
        {
            Lambda = lambda,
            Metric = metrics.Length == 0 ? null : MeanInterval.Of(metrics, confidence),
            Difference = differences.Length == 0 ? null : MeanInterval.Of(differences, confidence),
            Failures = runs.Count - metrics.Length,
        };
    }
}
