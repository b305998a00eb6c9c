using System.Text.Json;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>Trains a network for each lambda on a grid and each of several seeds, as the trials of a study.</summary>
internal sealed class RegularizationSweep
{
    private readonly IDataView data;
    private readonly IDataView? validation;
    private readonly NetworkTrainerOptions network;
    private readonly RegularizationSweepOptions options;
    private readonly double? share;

    /// <summary>A sweep.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    public RegularizationSweep(IDataView data, IDataView? validation, NetworkTrainerOptions network, RegularizationSweepOptions options)
    {
        options.ThrowIfInvalid();
        if (network.Neuron is null)
        {
            throw new ArgumentException("Neuron must be set for a sweep of lambda, the penalty on its scale, but was null. Set Neuron = new SkipNeuron().");
        }

        (this.data, this.validation, this.network, this.options) = (data, validation, network, options);
        share = validation is null ? options.ValidationFraction : null;
    }

    private (double? Lambda, long Seed)[] Plan => [.. options.Seeds.SelectMany(seed => Lambdas.Select(lambda => (lambda, seed)))];

    private IEnumerable<double?> Lambdas => options.Lambdas.Order().Select(lambda => (double?)lambda).Prepend(null).Skip(options.IncludePlain ? 0 : 1);

    /// <summary>Runs what the state file does not have, on the caller's data as they are and with the listeners of its options.</summary>
    public RegularizationSweepResult Run(IProgress<SweepProgress>? progress, CancellationToken cancellationToken)
    {
        SweepStateFile state = SweepStateFile.Open(options.StatePath, Identify(cancellationToken));
        (double? Lambda, long Seed)[] plan = Plan, open = [.. plan.Where(item => state.Find(item.Lambda, item.Seed) is null)];
        if (open.Length > 0)
        {
            using SweepInProcess sweep = new(data, validation, network, state, plan.Length - open.Length, plan.Length, progress, cancellationToken);
            sweep.Run([.. open.Select(item => SweepTrial.Create(network, item.Lambda, item.Seed, share, SweepTrial.NoData))], options.Threads);
        }

        return Conclude([.. plan.Select(item => state.Find(item.Lambda, item.Seed)!)]);
    }

    /// <summary>Runs the trainings wherever the runner runs them.</summary>
    public async Task<RegularizationSweepResult> RunAsync(
        IStudyRunner runner, string study, IProgress<StudyProgress>? listener, CancellationToken cancellationToken)
    {
        if (options.StatePath is { } path)
        {
            throw new ArgumentException($"StatePath must be null where a study runner keeps the state, but was '{path}'.");
        }

        IReadOnlyDictionary<string, ContentHash> names = SweepTrial.Put(runner.Data, data, validation, StoredData.ColumnsOf(network));
        StudyDefinition definition = new() { Name = study, Trials = [.. Plan.Select(item => SweepTrial.Create(network, item.Lambda, item.Seed, share, names))] };
        StudyResult result = await runner.RunAsync(definition, listener, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return Conclude([.. result.Read<SweepRun>()]);
    }

    private RegularizationSweepResult Conclude(SweepRun[] runs)
    {
        if (!runs.Any(run => run.Metric.HasValue))
        {
            throw new InvalidOperationException($"Every training of the sweep broke down. The first said: {runs[0].Message}");
        }

        ILookup<double?, SweepRun> byLambda = runs.ToLookup(run => run.Lambda);
        SweepRun[] plain = [.. byLambda[null]];
        return new RegularizationSweepResult
        {
            Metric = network is RegressionNetworkOptions ? Metric.RootMeanSquaredError : Metric.Accuracy,
            Settings = SweepSettings.Of(network, share),
            Points = [.. options.Lambdas.Order().Select(lambda => SweepPoint.Of(lambda, [.. byLambda[lambda]], plain, options.Confidence))],
            Plain = options.IncludePlain ? SweepPoint.Of(null, plain, plain, options.Confidence) : null,
            Runs = runs,
        };
    }

    private Dictionary<string, JsonElement> Identify(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> columns = StoredData.ColumnsOf(network);
        Dictionary<string, JsonElement> identity = new(SweepSettings.Of(network, share), StringComparer.Ordinal)
        {
            ["dataDigest"] = SweepSettings.Json(DataFingerprint.Of(data, columns, cancellationToken)),
        };
        if (validation is not null)
        {
            identity["validationDigest"] = SweepSettings.Json(DataFingerprint.Of(validation, columns, cancellationToken));
        }

        return identity;
    }
}
