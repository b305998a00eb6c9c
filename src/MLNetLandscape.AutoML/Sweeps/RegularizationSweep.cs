using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>Trains a network for each lambda on a grid and each of several seeds.</summary>
internal sealed class RegularizationSweep(
    IDataView data, IDataView? validation, NetworkTrainerOptions network, RegularizationSweepOptions options, IProgress<SweepProgress>? progress)
{
    private readonly Lock gate = new();

    /// <summary>Runs what is not done yet.</summary>
    public RegularizationSweepResult Run(CancellationToken cancellation)
    {
        options.ThrowIfInvalid();
        ThrowUnlessItHasANeuron();
        IReadOnlyDictionary<string, JsonElement> settings = SweepSettings.Of(network, validation is null ? options.ValidationFraction : null);
        SweepStateFile state = SweepStateFile.Open(options.StatePath, Identify(settings, cancellation));
        (double? Lambda, long Seed)[] plan = Plan();
        TrainAll(plan, state, cancellation);
        return Conclude(settings, [.. plan.Select(item => state.Find(item.Lambda, item.Seed)!)]);
    }

    /// <summary>Runs the trainings as trials of a study, wherever the runner runs them.</summary>
    public async Task<RegularizationSweepResult> RunAsync(
        IStudyRunner runner, string study, IProgress<StudyProgress>? listener, CancellationToken cancellation)
    {
        options.ThrowIfInvalid();
        ThrowUnlessItHasANeuron();
        if (options.StatePath is { } path)
        {
            throw new ArgumentException($"StatePath must be null where a study runner keeps the state, but was '{path}'.");
        }

        double? share = validation is null ? options.ValidationFraction : null;
        IReadOnlyDictionary<string, ContentHash> names = SweepTrial.Put(runner.Data, data, validation, SweepSettings.ColumnsOf(network));
        StudyDefinition definition = new() { Name = study, Trials = [.. Plan().Select(item => SweepTrial.Create(network, item.Lambda, item.Seed, share, names))] };
        StudyResult result = await runner.RunAsync(definition, listener, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return Conclude(SweepSettings.Of(network, share), [.. result.Read<SweepRun>()]);
    }

    private (double? Lambda, long Seed)[] Plan() => [.. options.Seeds.SelectMany(seed => Lambdas().Select(lambda => (lambda, seed)))];

    private RegularizationSweepResult Conclude(IReadOnlyDictionary<string, JsonElement> settings, SweepRun[] runs) => runs.Any(run => run.Metric.HasValue)
        ? Summarize(settings, runs)
        : throw new InvalidOperationException($"Every training of the sweep broke down. The first said: {runs[0].Message}");

    private IEnumerable<double?> Lambdas() => options.Lambdas.Order().Select(lambda => (double?)lambda).Prepend(null).Skip(options.IncludePlain ? 0 : 1);

    private void TrainAll((double? Lambda, long Seed)[] plan, SweepStateFile state, CancellationToken cancellation)
    {
        (double? Lambda, long Seed)[] open = [.. plan.Where(item => state.Find(item.Lambda, item.Seed) is null)];
        int done = plan.Length - open.Length;
        SweepTraining training = new(data, validation, network, options.ValidationFraction);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        try
        {
            Parallel.ForEach(Partitioner.Create(open, EnumerablePartitionerOptions.NoBuffering), parallel, item =>
            {
                SweepRun run = training.Run(item.Lambda, item.Seed, cancellation);
                lock (gate)
                {
                    state.Add(run);
                    progress?.Report(new SweepProgress(++done, plan.Length, run));
                }
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private RegularizationSweepResult Summarize(IReadOnlyDictionary<string, JsonElement> settings, SweepRun[] runs)
    {
        ILookup<double?, SweepRun> byLambda = runs.ToLookup(run => run.Lambda);
        SweepRun[] plain = [.. byLambda[null]];
        return new RegularizationSweepResult
        {
            Metric = network is RegressionNetworkOptions ? Metric.RootMeanSquaredError : Metric.Accuracy,
            Settings = settings,
            Points = [.. options.Lambdas.Order().Select(lambda => SweepPoint.Of(lambda, [.. byLambda[lambda]], plain, options.Confidence))],
            Plain = options.IncludePlain ? SweepPoint.Of(null, plain, plain, options.Confidence) : null,
            Runs = runs,
        };
    }

    private Dictionary<string, JsonElement> Identify(IReadOnlyDictionary<string, JsonElement> settings, CancellationToken cancellation)
    {
        IReadOnlyList<string> columns = SweepSettings.ColumnsOf(network);
        Dictionary<string, JsonElement> identity = new(settings, StringComparer.Ordinal)
        {
            ["dataDigest"] = SweepSettings.Json(DataFingerprint.Of(data, columns, cancellation)),
        };
        if (validation is not null)
        {
            identity["validationDigest"] = SweepSettings.Json(DataFingerprint.Of(validation, columns, cancellation));
        }

        return identity;
    }

    private void ThrowUnlessItHasANeuron()
    {
        if (network.Neuron is null)
        {
            throw new ArgumentException("Neuron must be set for a sweep of lambda, the penalty on its scale, but was null. Set Neuron = new SkipNeuron().");
        }
    }
}
