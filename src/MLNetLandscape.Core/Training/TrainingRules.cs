using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Training;

/// <summary>What options, model and data must have in common before training starts.</summary>
internal static class TrainingRules
{
    /// <summary>Checks all that can be known before the first row is read.</summary>
    internal static void Check(ITrainingEngine engine, IBatchSource training, IBatchSource? validation, TrainingOptions options)
    {
        CheckOptions(options);
        CheckEarlyStopping(options.EarlyStopping, validation);
        CheckCheckpoint(options);
        CheckSource(engine, training, "training");
        if (validation is not null)
        {
            CheckSource(engine, validation, "validation");
        }

        if (training.RowCount is long rows)
        {
            CheckBatchSize(options.BatchSize, rows);
        }
    }

    /// <summary>Refuses a batch that the data cannot fill; also called with the first batch of a source that does not know its rows.</summary>
    internal static void CheckBatchSize(int batchSize, long rows)
    {
        if (rows == 0)
        {
            throw new ArgumentException("The training data must have at least one row, but has none. Check the file, the filters and the split.");
        }

        if (batchSize > rows)
        {
            throw new ArgumentException(
                $"BatchSize must be at most the number of training rows, {rows}, but was {batchSize}. Choose a batch size of {rows} or less.");
        }
    }

    /// <summary>Passes the schedule's rate through if it is one.</summary>
    internal static double CheckRate(double rate, double time) => double.IsFinite(rate) && rate >= 0
        ? rate
        : throw new ArgumentException(
            $"LearningRate must give a finite rate of at least 0, but gave {rate} at time {time} in epochs. Correct the schedule.");

    private static void CheckOptions(TrainingOptions options)
    {
        if (options.Epochs < 1)
        {
            throw new ArgumentException($"Epochs must be at least 1, but was {options.Epochs}. To evaluate a model without training it, call the engine.");
        }

        if (options.BatchSize < 1)
        {
            throw new ArgumentException($"BatchSize must be at least 1, but was {options.BatchSize}. The article's is 128.");
        }

        if (options.LearningRate is null)
        {
            throw new ArgumentException("LearningRate must be a schedule, but was null. For a rate that stays, use new Constant(2e-4).");
        }
    }

    private static void CheckEarlyStopping(EarlyStopping? stopping, IBatchSource? validation)
    {
        if (stopping is null)
        {
            return;
        }

        if (stopping.Patience < 1)
        {
            throw new ArgumentException(
                $"EarlyStopping.Patience must be at least 1 epoch, but was {stopping.Patience}. To train all epochs, set EarlyStopping to null.");
        }

        if (!double.IsFinite(stopping.MinimumImprovement) || stopping.MinimumImprovement < 0)
        {
            throw new ArgumentException(
                $"EarlyStopping.MinimumImprovement must be at least 0 and finite, but was {stopping.MinimumImprovement}. 0 counts every improvement.");
        }

        if (validation is null && stopping.Monitor != MonitoredFigure.NeuronScale)
        {
            throw new ArgumentException(
                "EarlyStopping watches validation data, but there is none. Hold a part of the rows back, or set EarlyStopping to null.");
        }
    }

    private static void CheckCheckpoint(TrainingOptions options)
    {
        if (options.CheckpointInterval < 1)
        {
            throw new ArgumentException(
                $"CheckpointInterval must be at least 1 epoch, but was {options.CheckpointInterval}. To keep no checkpoint, set CheckpointPath to null.");
        }

        if (options.CheckpointPath is not string path)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ArgumentException("CheckpointPath must name a file, but was empty. To keep no checkpoint, set it to null.");
        }

        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new ArgumentException(
                $"CheckpointPath must name a file in a folder that exists, but was '{path}'. Create the folder, or name a file in another one.");
        }
    }

    private static void CheckSource(ITrainingEngine engine, IBatchSource source, string name)
    {
        if (source.FeatureCount != engine.FeatureCount)
        {
            throw new ArgumentException(
                $"The {name} data must have as many features as the model takes, {engine.FeatureCount}, but has {source.FeatureCount}. Build the model for this data, or select the same columns.");
        }

        if (source.TargetWidth != engine.TargetWidth)
        {
            throw new ArgumentException(
                $"The {name} data must have as many numbers in a target as the loss compares, {engine.TargetWidth}, but has {source.TargetWidth}. Choose a loss and a number of outputs for this task.");
        }
    }
}
