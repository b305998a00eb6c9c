using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Listens to one training, and stops it once it is hopeless.</summary>
/// <param name="thresholds">For each epoch, from the first: below this the training is hopeless; null lets it run to its end.</param>
/// <param name="onEpoch">Told of every epoch.</param>
/// <param name="cancellationToken">Cancels the training.</param>
internal sealed class FitWatch(IReadOnlyList<double>? thresholds, Action<EpochProgress> onEpoch, CancellationToken cancellationToken) : IProgress<EpochProgress>, IDisposable
{
    private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly List<double> curve = [];
    private double sign;
    private bool isHopeless;

    /// <summary>The validation metric of each epoch; higher is better.</summary>
    public IReadOnlyList<double> Curve => curve;

    /// <summary>Trains, from a checkpoint where there is one: earlier epochs are then told of again.</summary>
    /// <returns>The fitted transformer; null if the training was hopeless.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ITransformer? Fit(ILandscapeTrainer trainer, IDataView training, IDataView validation, ITrialCheckpoint? checkpoint = null)
    {
        sign = SignOf(trainer.Kind);
        try
        {
            return trainer.Fit(training, validation, this, checkpoint, source.Token);
        }
        catch (OperationCanceledException) when (isHopeless && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Report(EpochProgress value)
    {
        onEpoch(value);
        if (value.Record.Validation is not { } validation)
        {
            return;
        }

        curve.Add(sign * validation.Metric);

        // After the last epoch there is nothing left to save.
        if (thresholds is not null && value.Record.Epoch < value.Epochs && curve.Max() < thresholds[curve.Count - 1])
        {
            isHopeless = true;
            source.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    /// <summary>What makes higher figures better: an accuracy is, an error is not.</summary>
    private static int SignOf(LearningTask kind) => kind == LearningTask.Regression ? -1 : 1;
}
