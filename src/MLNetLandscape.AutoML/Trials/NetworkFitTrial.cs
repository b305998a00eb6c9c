using System.Text.Json;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>The training of a search's network on one fold, as a trial that any process with this package can carry out.</summary>
/// <remarks>A worker that is to train for searches registers it: <c>new TrialTypes(new NetworkFitTrial())</c>.</remarks>
public sealed class NetworkFitTrial : ITrialType
{
    private const string Training = "training", Validation = "validation";

    /// <inheritdoc/>
    public string Name => "network-fit";

    /// <inheritdoc/>
    public void Validate(JsonElement settings)
    {
        NetworkFitSettings asked = TrialJson.Read<NetworkFitSettings>(settings);
        NetworkTrainerOptions options = TrainerOptionsJson.Read(asked.Task, asked.Options);
        if (options.CheckpointPath is { } path)
        {
            throw new ArgumentException($"CheckpointPath must be null where a study runner trains, but was '{path}'.");
        }

        if (asked.Thresholds is { } thresholds && thresholds.Count != options.NumberOfEpochs)
        {
            throw new ArgumentException($"Thresholds must have one value for each of {options.NumberOfEpochs} epochs, but have {thresholds.Count}.");
        }

        NetworkTrainers.Create(options, asked.IsCalibrated);
    }

    /// <inheritdoc/>
    public JsonElement Run(TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        NetworkFitSettings asked = TrialJson.Read<NetworkFitSettings>(context.Settings);
        NetworkTrainerOptions options = TrainerOptionsJson.Read(asked.Task, asked.Options) with { Seed = context.Seed };
        List<EpochProgress> epochs = [];
        using FitWatch watch = new(asked.Thresholds, Note, context.Cancellation);
        ITransformer? fitted = watch.Fit(
            NetworkTrainers.Create(options, asked.IsCalibrated), context.ShareData(Training, StoredData.Read), context.ShareData(Validation, StoredData.Read), context.Checkpoint);
        string? model = fitted is IPredictionTransformer<NetworkModel> { Model: { } network } ? ModelText.Write(network) : null;
        return TrialJson.Write(new NetworkFitResult(model, watch.Curve, epochs));

        void Note(EpochProgress epoch)
        {
            context.Report(epoch.Record.Epoch, epoch.Epochs);
            epochs.Add(epoch with { Record = epoch.Record with { Elapsed = TimeSpan.Zero } });
        }
    }

    /// <summary>The trial of one fold.</summary>
    internal static Trial Create(FoldTask task, int fold, StoredViews views)
    {
        NetworkTrainerOptions options = (NetworkTrainerOptions)task.Trainer.Options;
        IReadOnlyList<string> columns = StoredData.ColumnsOf(options);
        return new Trial
        {
            Key = $"fold {fold + 1}",
            Type = new NetworkFitTrial().Name,
            Settings = TrialJson.Write(new NetworkFitSettings(
                TrainerOptionsJson.TaskOf(options), TrainerOptionsJson.Write(options), task.Trainer.IsCalibrated, task.Thresholds)),
            Seed = task.Trainer.Seed,
            Data = new Dictionary<string, ContentHash> { [Training] = views.Put(task.Data.Training, columns), [Validation] = views.Put(task.Data.Validation, columns) },
        };
    }
}
