using System.Globalization;
using System.Text.Json;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>One training of a sweep of lambda, as a trial that any process with this package can carry out.</summary>
/// <remarks>A worker that is to run sweeps registers it: <c>new TrialTypes(new SweepTrial())</c>.</remarks>
public sealed class SweepTrial : ITrialType
{
    private const string Training = "training", Validation = "validation";

    /// <inheritdoc/>
    public string Name => "lambda-sweep";

    /// <inheritdoc/>
    public void Validate(JsonElement settings)
    {
        SweepTrialSettings asked = TrialJson.Read<SweepTrialSettings>(settings);
        TrainerOptionsJson.Read(asked.Task, asked.Options);
        if (asked.Lambda is { } lambda && !(lambda > 0 && double.IsFinite(lambda)))
        {
            throw new ArgumentException($"Lambda must be positive and finite, but was {lambda}. For a run without the neuron, pass null.");
        }

        if (asked.ValidationFraction is { } share && !(share > 0 && share < 1))
        {
            throw new ArgumentException($"ValidationFraction must be above 0 and below 1, but was {share}.");
        }
    }

    /// <inheritdoc/>
    public JsonElement Run(TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IDataView data = context.ShareData(Training, StoredData.Read);
        bool hasShare = TrialJson.Read<SweepTrialSettings>(context.Settings).ValidationFraction is not null;
        IDataView? validation = hasShare ? null : context.ShareData(Validation, StoredData.Read);
        return TrialJson.Write(Train(context, data, validation, new Steps(context), CancellationToken.None) with { Elapsed = TimeSpan.Zero });
    }

    /// <summary>Trains as a trial asks.</summary>
    /// <param name="context">The trial.</param>
    /// <param name="data">The training data.</param>
    /// <param name="validation">The validation data; null where a share is held out.</param>
    /// <param name="progress">Told of every epoch.</param>
    /// <param name="cancellationToken">Cancels the training beside the trial's own token.</param>
    internal static SweepRun Train(TrialContext context, IDataView data, IDataView? validation, IProgress<EpochProgress>? progress, CancellationToken cancellationToken)
    {
        SweepTrialSettings asked = TrialJson.Read<SweepTrialSettings>(context.Settings);
        NetworkTrainerOptions options = TrainerOptionsJson.Read(asked.Task, asked.Options) with { Progress = progress, CancellationToken = cancellationToken };
        return new SweepTraining(data, validation, options, asked.ValidationFraction ?? 0).Run(asked.Lambda, context);
    }

    /// <summary>Of trials that run where their data are.</summary>
    internal static IReadOnlyDictionary<string, ContentHash> NoData { get; } = new Dictionary<string, ContentHash>();

    /// <summary>The trial of one lambda and one seed.</summary>
    internal static Trial Create(NetworkTrainerOptions network, double? lambda, long seed, double? validationFraction, IReadOnlyDictionary<string, ContentHash> data) => new()
    {
        Key = KeyOf(lambda, seed),
        Type = new SweepTrial().Name,
        Settings = TrialJson.Write(new SweepTrialSettings(TrainerOptionsJson.TaskOf(network), TrainerOptionsJson.Write(network), lambda, validationFraction)),
        Seed = seed,
        Data = data,
    };

    // A key belongs to the study's fingerprint, which must not depend on the machine's culture.
    private static string KeyOf(double? lambda, long seed) => lambda is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"lambda {value:R}, seed {seed}")
        : string.Create(CultureInfo.InvariantCulture, $"lambda none, seed {seed}");

    /// <summary>Keeps the data of a sweep in a store.</summary>
    internal static IReadOnlyDictionary<string, ContentHash> Put(IDataStore store, IDataView data, IDataView? validation, IReadOnlyList<string> columns)
    {
        Dictionary<string, ContentHash> names = new() { [Training] = StoredData.Put(store, data, columns) };
        if (validation is not null)
        {
            names[Validation] = StoredData.Put(store, validation, columns);
        }

        return names;
    }

    /// <summary>Epochs as a trial's steps.</summary>
    private sealed class Steps(TrialContext context) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value) => context.Report(value.Record.Epoch, value.Epochs);
    }
}
