using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Training;

/// <summary>Something that the training loop can train: the managed network, or any other library's model.</summary>
/// <remarks>The loop owns epochs, shuffling, schedules, validation, early stopping, checkpoints and history; the engine owns parameters, the objective and the optimizer.</remarks>
public interface ITrainingEngine
{
    /// <summary>Features of a row.</summary>
    int FeatureCount { get; }

    /// <summary>Numbers in a row's target.</summary>
    int TargetWidth { get; }

    /// <summary>What <see cref="Evaluation.Metric"/> measures.</summary>
    Metric Metric { get; }

    /// <summary>
    /// What tells this training from another beside its data and the loop's options: model, loss, penalties, optimizer, clipping, seed, and the
    /// parameters that the engine was created with, as text that stays the same for the engine's life. Engines with equal fingerprints train
    /// alike; a checkpoint of another fingerprint is refused. It holds nothing that leaves the result alone, such as the number of threads.
    /// </summary>
    string Fingerprint { get; }

    /// <summary>Announces an epoch, from 0. All randomness of its steps (dropout) derives from the engine's seed, the epoch and the step.</summary>
    void BeginEpoch(int epoch);

    /// <summary>One optimizer step on a batch.</summary>
    /// <returns>The batch's objective before the step.</returns>
    StepResult TakeStep(Batch<float> batch, double learningRate);

    /// <summary>Evaluates the model in inference mode on all rows of <paramref name="source"/>, read at epoch 0.</summary>
    Evaluation Evaluate(IBatchSource source, CancellationToken cancellationToken = default);

    /// <summary>Writes all that a bit-identical continuation needs: parameters, running statistics, optimizer state.</summary>
    void Save(Stream destination);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The state does not belong to this model.</exception>
    void Load(Stream source);

    /// <summary>Copies parameters and running statistics, without optimizer state; <paramref name="reuse"/> may be an earlier copy to overwrite.</summary>
    IModelSnapshot Snapshot(IModelSnapshot? reuse = null);

    /// <summary>Puts a copy back.</summary>
    void Restore(IModelSnapshot snapshot);
}
