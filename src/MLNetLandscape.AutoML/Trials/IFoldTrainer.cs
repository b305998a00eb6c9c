using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Trains a trial's networks, one a fold: here, or elsewhere with the same result.</summary>
internal interface IFoldTrainer
{
    /// <summary>Trains them.</summary>
    /// <param name="tasks">One a fold.</param>
    /// <param name="trialId">The trial.</param>
    /// <param name="onEpoch">Told of every epoch with its fold, from 0, fold by fold.</param>
    /// <param name="cancellationToken">Cancels all.</param>
    /// <returns>The fits in order; the first that was hopeless is the last, whatever became of folds after it.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyList<FoldFit> Fit(IReadOnlyList<FoldTask> tasks, int trialId, Action<int, EpochProgress> onEpoch, CancellationToken cancellationToken);
}
