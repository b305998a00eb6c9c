using System.Globalization;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Core.Experiments;

/// <summary>Trains a network with an exponential neuron for each of several values of lambda, on several splits, and the network without the neuron on the same ones.</summary>
/// <remarks>
/// A training is that of a <see cref="Comparison"/>, bit for bit: run r has the same split, initial weights and order of rows for every lambda, so that
/// differences are paired. Trainings are the trials of a study.
/// </remarks>
public static class LambdaSweep
{
    /// <summary>Runs the sweep in this process.</summary>
    /// <param name="data">Rows with labels -1 and +1.</param>
    /// <param name="options">The network, its training and the number of runs; lambda is the sweep's.</param>
    /// <param name="lambdas">The values, at least one, none negative, none twice.</param>
    /// <param name="progress">Told how far the study is, concurrently.</param>
    /// <param name="cancellationToken">Stops all trainings.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the data; the message says which.</exception>
    /// <exception cref="StudyException">A training failed; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static LambdaSweepResult Run(
        Dataset<float> data, ComparisonOptions options, IReadOnlyList<double> lambdas, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        LocalStudyRunner runner = new(new TrialTypes(new ComparisonTrial()), new MemoryDataStore(), new LocalStudyOptions { Threads = options.Threads });
        return RunAsync(data, options, lambdas, runner, "sweep", progress, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Runs the sweep wherever a runner runs studies; it must know the trial type <see cref="ComparisonTrial"/>.</summary>
    /// <inheritdoc cref="Run"/>
    public static async Task<LambdaSweepResult> RunAsync(
        Dataset<float> data,
        ComparisonOptions options,
        IReadOnlyList<double> lambdas,
        IStudyRunner runner,
        string name,
        IProgress<StudyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(lambdas);
        ArgumentNullException.ThrowIfNull(runner);
        options.ThrowIfInvalid();
        ThrowIfSenseless(lambdas);
        IReadOnlyList<string> warnings = Comparison.Check(data, options);
        double?[] arms = [null, .. lambdas.Order()];
        IReadOnlyDictionary<string, ContentHash> names = Comparison.Put(runner.Data, data);
        StudyDefinition study = new() { Name = name, Trials = [.. Enumerable.Range(1, options.Runs).SelectMany(run => arms.Select(lambda => Create(options, lambda, run, names)))] };
        StudyResult result = await runner.RunAsync(study, progress, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        ComparisonRun[] runs = [.. result.Read<ComparisonRun>()];
        LambdaSweepPoint[] points = [.. arms.Select((lambda, arm) => new LambdaSweepPoint(lambda, [.. runs.Where((_, i) => i % arms.Length == arm)]))];
        return new LambdaSweepResult(points[0], points[1..], warnings);
    }

    private static Trial Create(ComparisonOptions options, double? lambda, int run, IReadOnlyDictionary<string, ContentHash> data)
    {
        ComparisonOptions own = lambda is { } value ? options with { Regularization = options.Regularization with { Lambda = value } } : options;
        ComparisonArm arm = lambda is null ? ComparisonArm.Plain : ComparisonArm.WithNeuron;

        // A key belongs to the study's fingerprint, which must not depend on the machine's culture.
        string key = lambda is null ? $"run {run}, plain" : string.Create(CultureInfo.InvariantCulture, $"run {run}, lambda {lambda:R}");
        return Comparison.Create(own, arm, run, data) with { Key = key };
    }

    private static void ThrowIfSenseless(IReadOnlyList<double> lambdas)
    {
        if (lambdas.Count == 0 || lambdas.Any(lambda => !(lambda >= 0 && double.IsFinite(lambda))))
        {
            throw new ArgumentException($"The values of lambda must be at least one, none negative and all finite, but were [{string.Join(", ", lambdas)}].");
        }

        if (lambdas.Distinct().Count() < lambdas.Count)
        {
            throw new ArgumentException($"The values of lambda must differ, but were [{string.Join(", ", lambdas)}]. Repeating one would give the same figures.");
        }
    }
}
