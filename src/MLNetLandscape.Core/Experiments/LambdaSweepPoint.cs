using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Experiments;

/// <summary>All trainings at one lambda.</summary>
/// <param name="Lambda">lambda; null for the network without the neuron.</param>
/// <param name="Runs">The trainings, in the order of their runs.</param>
public sealed record LambdaSweepPoint(double? Lambda, IReadOnlyList<ComparisonRun> Runs)
{
    /// <summary>The validation accuracy after the last epoch of each run; null where the training broke down.</summary>
    /// <remarks>No epoch is chosen, so that only the choice of lambda looks at these rows.</remarks>
    public IReadOnlyList<double?> Accuracies => [.. Runs.Select(run => run.Training.Reason == StopReason.Diverged ? null : run.Final?.Validation?.Metric)];

    /// <summary>The mean accuracy with its interval; null if every training broke down.</summary>
    public MeanInterval? Accuracy => Accuracies.OfType<double>().ToArray() is { Length: > 0 } values ? MeanInterval.Of(values) : null;

    /// <summary>s / sqrt(n), the standard error of the mean; null for fewer than two.</summary>
    public double? StandardError => Accuracy is { StandardDeviation: { } deviation, Count: int count } ? deviation / Math.Sqrt(count) : null;

    /// <summary>Trainings that broke down and are left out of the mean.</summary>
    public int Failures => Accuracies.Count(accuracy => accuracy is null);

    /// <summary>The mean difference, run by run on the same split, to another point; null without a pair.</summary>
    public MeanInterval? DifferenceTo(LambdaSweepPoint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        double[] differences = [.. Accuracies.Zip(other.Accuracies, (mine, its) => mine - its).OfType<double>()];
        return differences.Length > 0 ? MeanInterval.Of(differences) : null;
    }
}
