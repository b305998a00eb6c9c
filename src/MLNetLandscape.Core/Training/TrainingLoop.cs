using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Training;

/// <summary>Trains an engine's model: epochs of shuffled mini-batches, with validation, early stopping, checkpoints and history.</summary>
public static class TrainingLoop
{
    /// <summary>Trains for the epochs asked for, or until a reason to stop.</summary>
    /// <remarks>
    /// <para>The learning rate of a step is the schedule's at the time in epochs, epoch + step / steps per epoch. The steps per epoch come from
    /// <see cref="IBatchSource.RowCount"/>; a source that does not know it holds the rate at the epoch's start during the first epoch, and
    /// after that is taken to have as many steps as its previous epoch.</para>
    /// <para>A non-finite objective, in a step or in an evaluation at the end of an epoch, ends training with <see cref="StopReason.Diverged"/>
    /// and a message. Cancellation is noticed between steps. Either way the parameters go back to a complete epoch's, see
    /// <see cref="TrainingResult.KeptEpoch"/>.</para>
    /// </remarks>
    /// <param name="engine">What is trained; its parameters are the starting point and receive the result.</param>
    /// <param name="training">The training rows, at least one batch of them.</param>
    /// <param name="validation">Rows to evaluate after every epoch; null without.</param>
    /// <param name="options">Epochs, batch size and the rest.</param>
    /// <param name="progress">Told of every epoch.</param>
    /// <param name="cancellationToken">Stops between steps; the result says so, nothing is thrown.</param>
    /// <exception cref="ArgumentException">An option is out of range, or model, data and options do not fit together; the message says which and what to do.</exception>
    /// <exception cref="CheckpointException">The checkpoint is damaged or belongs to another training.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written.</exception>
    public static TrainingResult Run(
        ITrainingEngine engine,
        IBatchSource training,
        IBatchSource? validation,
        TrainingOptions options,
        IProgress<EpochProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ICheckpointPlace? place = options.CheckpointPath is { } path ? new CheckpointPath(path, options.CheckpointInterval) : null;
        return RunAt(place, engine, training, validation, options, progress, cancellationToken);
    }

    /// <summary>The same, with checkpoints at a place of the caller's.</summary>
    internal static TrainingResult RunAt(
        ICheckpointPlace? place,
        ITrainingEngine engine,
        IBatchSource training,
        IBatchSource? validation,
        TrainingOptions options,
        IProgress<EpochProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(training);
        TrainingRules.Check(engine, training, validation, options);
        return new TrainingSession(engine, training, validation, options, place, progress, cancellationToken).Run();
    }
}
