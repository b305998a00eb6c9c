using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Persistence;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Trains all folds of a trial at a time, as the trials of a study.</summary>
/// <remarks>Only options and data travel. A trainer that is made of code, as one of TorchSharp modules is, trains here.</remarks>
internal sealed class FoldsOnRunner(IStudyRunner runner, string study) : IFoldTrainer
{
    private const int DigitsOfName = 10;
    private readonly FoldsHere here = new();
    private readonly StoredViews views = new(runner.Data);

    /// <inheritdoc/>
    public IReadOnlyList<FoldFit> Fit(IReadOnlyList<FoldTask> tasks, int trialId, Action<int, EpochProgress> onEpoch, CancellationToken cancellationToken)
    {
        if (tasks[0].Trainer.Options is not NetworkTrainerOptions)
        {
            return here.Fit(tasks, trialId, onEpoch, cancellationToken);
        }

        StudyDefinition definition = new() { Name = study, Trials = [.. tasks.Select((task, fold) => NetworkFitTrial.Create(task, fold, views))] };
        definition = definition with { Name = $"{study}-{trialId}-{definition.Fingerprint().Hex[..DigitsOfName]}" };
        StudyResult result = runner.RunAsync(definition, null, cancellationToken).GetAwaiter().GetResult();
        cancellationToken.ThrowIfCancellationRequested();
        List<FoldFit> fits = [];
        foreach ((int fold, NetworkFitResult fit) in result.Read<NetworkFitResult>().Index())
        {
            foreach (EpochProgress epoch in fit.Epochs)
            {
                onEpoch(fold, epoch);
            }

            fits.Add(new FoldFit(fit.Model is { } model ? ModelText.Read(model) : null, fit.Curve));
            if (fit.Model is null)
            {
                break;
            }
        }

        return fits;
    }
}
