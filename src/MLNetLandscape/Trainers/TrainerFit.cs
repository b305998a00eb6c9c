using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Progress;

namespace MLNetLandscape.Trainers;

/// <summary>One fit: reads the rows, and runs an engine on them; as a part of a trial, with the trial's checkpoint.</summary>
internal sealed class TrainerFit(MLContext context, string trainer, LandscapeTrainerOptions options, IChannel channel, ITrialCheckpoint? checkpoint) : IDisposable
{
    private readonly ContextCancellation cancellation = new(context, options.CancellationToken);

    /// <summary>Where the fit tells of itself.</summary>
    public IChannel Channel => channel;

    /// <summary>Cancelled by the user's token or with the context.</summary>
    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Reads or surveys the data.</summary>
    public TrainingRows Prepare(TrainingRowsRequest request)
    {
        cancellation.Check();
        Cancellation.ThrowIfCancellationRequested();
        return options.Stream ? StreamingRows.Prepare(request) : MaterializedRows.Prepare(request);
    }

    /// <summary>Trains what an engine is bound to.</summary>
    /// <exception cref="OperationCanceledException">The token or the context was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">Training broke down in its first epoch.</exception>
    public ModelParts Run(ITrainingEngine engine, TrainingRows rows)
    {
        IBatchSource training = new WatchedBatchSource(rows.Training, cancellation.Check);
        EpochReporter reporter = new(trainer, channel, options.Progress);
        TrainingResult result = checkpoint is null
            ? TrainingLoop.Run(engine, training, rows.Validation, LoopOptions(rows), reporter, Cancellation)
            : TrialTraining.Run(checkpoint, engine, training, rows.Validation, LoopOptions(rows), reporter, Cancellation);
        if (result.Reason == StopReason.Cancelled)
        {
            throw new OperationCanceledException("Operation was canceled.", Cancellation);
        }

        return new ModelParts
        {
            Standardizer = rows.Scaling.Features,
            Loss = options.TrainingLoss,
            Regularization = options.Regularization,
            Columns = options.Columns,
            History = TrainingHistory.Of(result.Reason == StopReason.Diverged ? Salvage(result) : result),
        };
    }

    public void Dispose() => cancellation.Dispose();

    private TrainingOptions LoopOptions(TrainingRows rows) => new()
    {
        Epochs = options.NumberOfEpochs,
        BatchSize = (int)Math.Min(options.BatchSize, rows.RowCount),
        LearningRate = options.LearningRate,
        EarlyStopping = options.EarlyStopping,
        EvaluateTrainingData = options.EvaluateTrainingData
            ?? (!options.Stream || (rows.Validation is null && options.EarlyStopping?.Monitor == MonitoredFigure.NeuronScale)),
        CheckpointPath = options.CheckpointPath,
        CheckpointInterval = options.CheckpointInterval,
        CheckpointSeed = options.Seed,
    };

    private TrainingResult Salvage(TrainingResult result)
    {
        if (result.KeptEpoch == 0)
        {
            throw new TrainingDivergedException(result.Message);
        }

        channel.Warning(MessageSensitivity.None, "{0}", result.Message);
        return result;
    }
}
