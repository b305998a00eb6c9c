using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Trains fold after fold in this process.</summary>
internal sealed class FoldsHere : IFoldTrainer
{
    /// <inheritdoc/>
    public IReadOnlyList<FoldFit> Fit(IReadOnlyList<FoldTask> tasks, int trialId, Action<int, EpochProgress> onEpoch, CancellationToken cancellationToken)
    {
        List<FoldFit> fits = [];
        foreach ((int fold, FoldTask task) in tasks.Index())
        {
            using FitWatch watch = new(task.Thresholds, epoch => onEpoch(fold, epoch), cancellationToken);
            ITransformer? model = watch.Fit(task.Trainer, task.Data.Training, task.Data.Validation);
            fits.Add(new FoldFit(model, watch.Curve));
            if (model is null)
            {
                break;
            }
        }

        return fits;
    }
}
