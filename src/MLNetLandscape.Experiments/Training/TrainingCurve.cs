using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.Training;

/// <summary>A training, epoch by epoch, without its times: one value an epoch in every list, NaN where there is none.</summary>
public sealed record TrainingCurve
{
    /// <summary>Why it ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>What broke down; null where nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>The accuracy, or root mean squared error, on the validation rows.</summary>
    public required IReadOnlyList<double> ValidationMetric { get; init; }

    /// <summary>The mean loss on the validation rows, neuron included.</summary>
    public required IReadOnlyList<double> ValidationLoss { get; init; }

    /// <summary>L~ on the training rows; the running objective where they were not evaluated.</summary>
    public required IReadOnlyList<double> Objective { get; init; }

    /// <summary>L on the training rows: the mean loss without the neuron.</summary>
    public required IReadOnlyList<double> BaseLoss { get; init; }

    /// <summary>a, of the neuron that was evaluated: on the training rows where they were, else on the validation rows.</summary>
    public required IReadOnlyList<double> Scale { get; init; }

    /// <summary>b.</summary>
    public required IReadOnlyList<double> Bias { get; init; }

    /// <summary>||w||.</summary>
    public required IReadOnlyList<double> WeightNorm { get; init; }

    /// <summary>The largest |a exp(w'x + b)| on the training rows, or on the validation rows where only those were evaluated.</summary>
    public required IReadOnlyList<double> LargestTerm { get; init; }

    /// <summary>The highest validation metric of an epoch; NaN without an epoch.</summary>
    public double Best() => ValidationMetric.Count == 0 ? double.NaN : ValidationMetric.Max();

    /// <summary>The curve of a training.</summary>
    public static TrainingCurve Of(TrainingResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        double[] Values(Func<EpochRecord, double?> figure) => [.. result.History.Select(record => figure(record) ?? double.NaN)];
        return new TrainingCurve
        {
            Reason = result.Reason,
            Message = result.Message,
            ValidationMetric = Values(record => record.Validation?.Metric),
            ValidationLoss = Values(record => record.Validation?.Loss),
            Objective = Values(record => record.Training?.Objective ?? record.RunningObjective),
            BaseLoss = Values(record => record.Training?.BaseLoss),
            Scale = Values(record => record.Neuron?.Scale),
            Bias = Values(record => record.Neuron?.Bias),
            WeightNorm = Values(record => record.Neuron?.WeightNorm),
            LargestTerm = Values(record => record.Neuron?.LargestTerm),
        };
    }
}
