using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Studies;

/// <summary>The training loop as the work of a trial.</summary>
public static class TrialTraining
{
    /// <summary>Trains with the trial's checkpoint, progress and token. A trial trains once.</summary>
    /// <param name="context">The trial.</param>
    /// <param name="engine">What is trained, created from the trial's settings alone.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="validation">Rows to evaluate after every epoch; null without.</param>
    /// <param name="options">Epochs, batch size and the rest, without a checkpoint path.</param>
    /// <returns>How it went, without the times that epochs took: a trial's result does not depend on the machine.</returns>
    /// <exception cref="ArgumentException">As <see cref="TrainingLoop.Run"/>; or a checkpoint path is set.</exception>
    /// <exception cref="OperationCanceledException">The trial was cancelled.</exception>
    public static TrainingResult Run(
        TrialContext context, ITrainingEngine engine, IBatchSource training, IBatchSource? validation, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfCheckpointed(options);
        TrainingResult result = TrainingLoop.RunAt(
            new TrialCheckpointPlace(context.Checkpoint, reportsAgain: false), engine, training, validation, options, new EpochSteps(context), context.Cancellation);
        context.Cancellation.ThrowIfCancellationRequested();
        return result with { History = [.. result.History.Select(record => record with { Elapsed = TimeSpan.Zero })] };
    }

    /// <summary>Trains with a trial's checkpoint.</summary>
    /// <param name="checkpoint">Where an interrupted training left off.</param>
    /// <param name="engine">What is trained.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="validation">Rows to evaluate after every epoch; null without.</param>
    /// <param name="options">Epochs, batch size and the rest, without a checkpoint path.</param>
    /// <param name="progress">Told of every epoch, of those before the checkpoint again.</param>
    /// <param name="cancellationToken">Stops between steps; the result says so, nothing is thrown.</param>
    /// <exception cref="ArgumentException">As <see cref="TrainingLoop.Run"/>; or a checkpoint path is set.</exception>
    public static TrainingResult Run(
        ITrialCheckpoint checkpoint,
        ITrainingEngine engine,
        IBatchSource training,
        IBatchSource? validation,
        TrainingOptions options,
        IProgress<EpochProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ThrowIfCheckpointed(options);
        return TrainingLoop.RunAt(new TrialCheckpointPlace(checkpoint, reportsAgain: true), engine, training, validation, options, progress, cancellationToken);
    }

    /// <summary>Refuses options by which a message could make a worker write a file.</summary>
    /// <exception cref="ArgumentException">A checkpoint path is set.</exception>
    public static void ThrowIfCheckpointed(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.CheckpointPath is { } path)
        {
            throw new ArgumentException($"CheckpointPath must be null in a trial, whose study keeps its checkpoints, but was '{path}'.");
        }
    }

    /// <summary>Epochs as a trial's steps.</summary>
    private sealed class EpochSteps(TrialContext context) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value) => context.Report(value.Record.Epoch, value.Epochs);
    }
}
