using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Experiments;

/// <summary>One training of one arm.</summary>
public sealed record ComparisonRun
{
    /// <summary>The run, from 1; both arms of a run share split, initial weights and the order of rows.</summary>
    public required int Run { get; init; }

    /// <summary>The arm.</summary>
    public required ComparisonArm Arm { get; init; }

    /// <summary>Rows trained on.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Rows held out.</summary>
    public required int ValidationRows { get; init; }

    /// <summary>Every epoch, and why the training ended.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>Every epoch's record.</summary>
    public IReadOnlyList<EpochRecord> History => Training.History;

    /// <summary>The highest validation accuracy of an epoch; null if the training broke down in its first.</summary>
    /// <remarks>Chosen and reported on the same rows, hence optimistic.</remarks>
    public double? BestAccuracy => History.Count == 0 ? null : History.Max(record => record.Validation!.Metric);

    /// <summary>The first epoch, from 1, that reached <see cref="BestAccuracy"/>; 0 without any.</summary>
    public int BestAccuracyEpoch => History.Count == 0 ? 0 : History.MaxBy(record => record.Validation!.Metric)!.Epoch;

    /// <summary>The last epoch's record; null if the training broke down in its first.</summary>
    public EpochRecord? Final => History.Count == 0 ? null : History[^1];

    /// <summary>The most exponents that were clamped in one evaluation of the training rows.</summary>
    public long ClampedExponents => History.Select(record => record.Training?.Neuron?.ClampedExponents ?? 0).DefaultIfEmpty(0).Max();
}
