using System.Diagnostics.Metrics;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Progress;

/// <summary>Figures of trainings under way, for whoever listens to the meter "MLNetLandscape".</summary>
/// <remarks>
/// Counter <c>mlnetlandscape.epochs</c>; histogram <c>mlnetlandscape.epoch.duration</c> in seconds; gauges <c>mlnetlandscape.objective</c>,
/// <c>mlnetlandscape.validation.loss</c> and <c>mlnetlandscape.learning_rate</c>. All carry the tag <c>trainer</c>.
/// </remarks>
internal static class TrainingMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "MLNetLandscape";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Epochs = Meter.CreateCounter<long>("mlnetlandscape.epochs", "{epoch}", "Epochs trained");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("mlnetlandscape.epoch.duration", "s", "Duration of an epoch");
    private static readonly Gauge<double> Objective = Meter.CreateGauge<double>("mlnetlandscape.objective", description: "Objective of the epoch's batches");
    private static readonly Gauge<double> ValidationLoss = Meter.CreateGauge<double>("mlnetlandscape.validation.loss", description: "Loss on the validation data");
    private static readonly Gauge<double> LearningRate = Meter.CreateGauge<double>("mlnetlandscape.learning_rate", description: "Learning rate of the last step");

    public static void Record(string trainer, EpochRecord epoch)
    {
        KeyValuePair<string, object?> tag = new("trainer", trainer);
        Epochs.Add(1, tag);
        Duration.Record(epoch.Elapsed.TotalSeconds, tag);
        Objective.Record(epoch.RunningObjective, tag);
        LearningRate.Record(epoch.LearningRate, tag);
        if (epoch.Validation is Evaluation validation)
        {
            ValidationLoss.Record(validation.Loss, tag);
        }
    }
}
