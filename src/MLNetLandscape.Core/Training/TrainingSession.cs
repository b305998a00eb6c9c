using System.Diagnostics;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Training;

/// <summary>One run of the training loop.</summary>
internal sealed class TrainingSession
{
    private readonly ITrainingEngine engine;
    private readonly IBatchSource training;
    private readonly IBatchSource? validation;
    private readonly TrainingOptions options;
    private readonly IProgress<EpochProgress>? progress;
    private readonly CancellationToken cancellationToken;
    private readonly Batch<float> batch;
    private readonly LearningRateClock clock;
    private readonly EpochRanking ranking;
    private readonly List<EpochRecord> history = [];
    private readonly CheckpointFile? checkpoint;
    private IModelSnapshot last;
    private IModelSnapshot? best;
    private Divergence? divergence;

    internal TrainingSession(
        ITrainingEngine engine,
        IBatchSource training,
        IBatchSource? validation,
        TrainingOptions options,
        ICheckpointPlace? place,
        IProgress<EpochProgress>? progress,
        CancellationToken cancellationToken)
    {
        (this.engine, this.training, this.validation) = (engine, training, validation);
        (this.options, this.progress, this.cancellationToken) = (options, progress, cancellationToken);
        batch = new Batch<float>(options.BatchSize, training.FeatureCount, training.TargetWidth);
        clock = new LearningRateClock(options.LearningRate, options.Epochs, training.RowCount, options.BatchSize);
        ranking = new EpochRanking(options.EarlyStopping, engine.Metric);
        checkpoint = place is null ? null : new CheckpointFile(place, TrainingFingerprint.Of(engine, training, validation, options));
        last = engine.Snapshot();
    }

    private bool RestoresBest => options.EarlyStopping is { RestoreBest: true };

    private bool IsOver => history.Count == options.Epochs || ranking.IsExhausted;

    internal TrainingResult Run()
    {
        Resume();
        while (!IsOver)
        {
            int epoch = history.Count;
            if (RunEpoch(epoch) is not EpochRecord record)
            {
                return Finish(divergence is null ? StopReason.Cancelled : StopReason.Diverged, isBetweenEpochs: false);
            }

            Add(record);
            last = engine.Snapshot(last);
            if (checkpoint is not null && checkpoint.IsDue(history.Count, IsOver))
            {
                checkpoint.Write(new Checkpoint(history, clock.StepsOfLastEpoch), engine, best);
            }

            progress?.Report(new EpochProgress(record, options.Epochs, ranking.BestEpoch));
        }

        return Finish(history.Count == options.Epochs ? StopReason.Completed : StopReason.EarlyStopped, isBetweenEpochs: true);
    }

    /// <summary>Takes up a checkpoint where there is one. The ranking follows from the history.</summary>
    private void Resume()
    {
        if (checkpoint?.Read(engine, RestoresBest) is not (Checkpoint state, var snapshot))
        {
            return;
        }

        foreach (EpochRecord record in state.History)
        {
            history.Add(record);
            ranking.Add(record);
            if (checkpoint!.ReportsAgain)
            {
                progress?.Report(new EpochProgress(record, options.Epochs, ranking.BestEpoch));
            }
        }

        (clock.StepsOfLastEpoch, best) = (state.StepsOfLastEpoch, snapshot);
        last = engine.Snapshot(last);
    }

    private void Add(EpochRecord record)
    {
        history.Add(record);
        if (ranking.Add(record) && RestoresBest)
        {
            best = engine.Snapshot(best);
        }
    }

    /// <summary>The steps and evaluations of one epoch; null if it was cancelled or diverged.</summary>
    private EpochRecord? RunEpoch(int epoch)
    {
        long started = Stopwatch.GetTimestamp();
        EpochSteps steps = new(engine, batch, clock, epoch);
        engine.BeginEpoch(epoch);
        using (IBatchReader reader = training.Open(epoch))
        {
            while (reader.Read(batch))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return null;
                }

                if (steps.Count == 0 && training.RowCount is null)
                {
                    TrainingRules.CheckBatchSize(options.BatchSize, batch.Rows);
                }

                if (!steps.Take())
                {
                    divergence = Divergence.After(steps, $"step {steps.Count}", steps.Figure, LastTrace());
                    return null;
                }
            }
        }

        if (steps.Count == 0)
        {
            TrainingRules.CheckBatchSize(options.BatchSize, 0);
        }

        // The end of the reading left the batch without rows, but they are still there.
        batch.Rows = steps.RowsOfLastStep;
        EpochEvaluation evaluation = new(engine, steps, cancellationToken);
        if (!evaluation.TryRun(training, validation, options.EvaluateTrainingData))
        {
            divergence = evaluation.Divergence;
            return null;
        }

        return steps.ToRecord(evaluation.Training, evaluation.Validation, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>The neuron's trace of the last complete epoch; null without.</summary>
    private NeuronTrace? LastTrace() => history.Count == 0 ? null : history[^1].Neuron;

    /// <summary>Puts the parameters back that are to be kept, and reports.</summary>
    private TrainingResult Finish(StopReason reason, bool isBetweenEpochs)
    {
        int kept = best is null ? history.Count : ranking.BestEpoch;
        if (best is not null)
        {
            engine.Restore(best);
        }
        else if (!isBetweenEpochs)
        {
            engine.Restore(last);
        }

        return new TrainingResult
        {
            History = history,
            Reason = reason,
            Message = divergence?.Describe(kept) ?? ranking.Warning,
            BestEpoch = ranking.BestEpoch,
            KeptEpoch = kept,
        };
    }
}
