using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Persistence;

namespace MLNetLandscape.Trainers;

/// <summary>What options must be like, checked when a trainer is made: long before the data is read.</summary>
internal static class LandscapeTrainerRules
{
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static void Check(LandscapeTrainerOptions options, LearningTask task)
    {
        CheckColumns(options);
        ArgumentNullException.ThrowIfNull(options.TrainingLoss, nameof(BinaryNetworkOptions.Loss));
        if (task == LearningTask.Regression && options.TrainingLoss.Target != TargetKind.Real)
        {
            throw new ArgumentException($"Loss must be one for real numbers, but was {options.TrainingLoss.GetType().Name}. Use Squared or Huber.");
        }

        CheckTraining(options);

        // The core's records refuse what is out of range, in its words.
        _ = options.Regularization;
        _ = new EngineOptions { GradientClipNorm = options.GradientClipNorm };
    }

    /// <summary>Looks, when a fit starts, whether it validates on any data where it must.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void CheckValidation(LandscapeTrainerOptions options, bool hasValidationData)
    {
        if (options.EarlyStopping is { Monitor: not MonitoredFigure.NeuronScale } && !hasValidationData && options.ValidationFraction == 0)
        {
            throw new ArgumentException(
                "EarlyStopping watches validation data, but there is none. "
                + "Set ValidationFraction, pass validation data as in Fit(training, validation), or set EarlyStopping to null.");
        }
    }

    private static void CheckColumns(LandscapeTrainerOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.LabelColumnName, nameof(options.LabelColumnName));
        ArgumentException.ThrowIfNullOrEmpty(options.FeatureColumnName, nameof(options.FeatureColumnName));
        if (options.ExampleWeightColumnName is { Length: 0 })
        {
            throw new ArgumentException("ExampleWeightColumnName must name a column, but was empty. To weigh all rows alike, use null.");
        }

        string?[] names = [options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName];
        if (Array.Find(names, name => name?.StartsWith(PipelineColumns.Prefix, StringComparison.Ordinal) == true) is { } reserved)
        {
            throw new ArgumentException(
                $"A column must not start with '{PipelineColumns.Prefix}', which saved pipelines keep for themselves, but '{reserved}' does. Rename it by CopyColumns.");
        }
    }

    private static void CheckTraining(LandscapeTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Optimizer, nameof(options.Optimizer));
        ArgumentNullException.ThrowIfNull(options.LearningRate, nameof(options.LearningRate));
        AtLeastOne(options.NumberOfEpochs, nameof(options.NumberOfEpochs), "One epoch is one pass over the training data.");
        AtLeastOne(options.BatchSize, nameof(options.BatchSize), "Usual sizes lie between 16 and 1024.");
        AtLeastOne(options.NumberOfThreads, nameof(options.NumberOfThreads), "For a single thread, use 1.");
        AtLeastOne(options.CheckpointInterval, nameof(options.CheckpointInterval), "To keep no checkpoint, set CheckpointPath to null.");
        AtLeastOne(options.ShuffleBufferRows, nameof(options.ShuffleBufferRows), "1 reads the rows in their order.");
        if (options.ValidationFraction is not (>= 0 and < 1))
        {
            throw new ArgumentException(
                $"ValidationFraction must be at least 0 and below 1, but was {options.ValidationFraction}. It is the share of the training rows that is held back.");
        }
    }

    private static void AtLeastOne(int value, string name, string remedy)
    {
        if (value < 1)
        {
            throw new ArgumentException($"{name} must be at least 1, but was {value}. {remedy}");
        }
    }
}
