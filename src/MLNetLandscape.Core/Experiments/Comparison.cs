using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Core.Experiments;

/// <summary>Trains a network with and without an exponential neuron, several times, and compares the best validation accuracies.</summary>
/// <remarks>
/// <para>Run r derives a stratified split, initial weights and the order of rows from (seed, r); both arms of a run share them, the features
/// are standardised by the training part, and the arm with the neuron starts from the plain arm's weights.</para>
/// <para>Trainings are the trials of a study: independent, in parallel, and the result is the same bit for bit for any number of threads.</para>
/// <para>The neuron is that of Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671.</para>
/// </remarks>
public static class Comparison
{
    /// <summary>Runs the experiment in this process.</summary>
    /// <param name="data">Rows with labels -1 and +1.</param>
    /// <param name="options">What to compare.</param>
    /// <param name="progress">Told after every epoch of every training, concurrently.</param>
    /// <param name="cancellationToken">Stops all trainings.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the data; the message says which.</exception>
    /// <exception cref="StudyException">A training failed; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ComparisonResult Run(
        Dataset<float> data, ComparisonOptions options, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        LocalStudyRunner runner = new(new TrialTypes(new ComparisonTrial()), new MemoryDataStore(), new LocalStudyOptions { Threads = options.Threads });
        ComparisonStepRelay? relay = progress is null ? null : new ComparisonStepRelay(progress, options);
        return RunAsync(data, options, runner, "comparison", relay, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Runs the experiment wherever a runner runs studies; it must know the trial type <see cref="ComparisonTrial"/>.</summary>
    /// <param name="data">Rows with labels -1 and +1.</param>
    /// <param name="options">What to compare.</param>
    /// <param name="runner">Runs the trainings.</param>
    /// <param name="name">The study's name.</param>
    /// <param name="progress">Told how far the study is, concurrently.</param>
    /// <param name="cancellationToken">Stops all trainings.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the data; the message says which.</exception>
    /// <exception cref="StudyException">A training failed, or the study cannot be run; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ComparisonResult> RunAsync(
        Dataset<float> data,
        ComparisonOptions options,
        IStudyRunner runner,
        string name,
        IProgress<StudyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(runner);
        options.ThrowIfInvalid();
        IReadOnlyList<string> warnings = Check(data, options);
        StudyDefinition study = new() { Name = name, Trials = Plan(options, Put(runner.Data, data)) };
        StudyResult result = await runner.RunAsync(study, progress, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return Summarize(options, result.Read<ComparisonRun>(), warnings);
    }

    /// <summary>The key of a training's trial.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="run">The run, from 1.</param>
    internal static string KeyOf(ComparisonArm arm, int run) => $"run {run}, {(arm == ComparisonArm.Plain ? "plain" : "with neuron")}";

    /// <summary>The seed of one purpose of one run, the same for both arms.</summary>
    internal static long SeedOf(ComparisonOptions options, int run, RandomPurpose purpose) =>
        unchecked((long)new RandomSource(options.Seed).Split(RandomPurpose.Run, run).Split(purpose).Key);

    /// <summary>Keeps the rows in a store, under the name that trials give them.</summary>
    internal static IReadOnlyDictionary<string, ContentHash> Put(IDataStore store, Dataset<float> data)
    {
        using MemoryStream content = new();
        DatasetContent.Write(data, content);
        content.Position = 0;
        return new Dictionary<string, ContentHash> { [ComparisonTrial.DataName] = store.Put(content) };
    }

    /// <summary>The trial of one training.</summary>
    internal static Trial Create(ComparisonOptions options, ComparisonArm arm, int run, IReadOnlyDictionary<string, ContentHash> data) => new()
    {
        Key = KeyOf(arm, run),
        Type = new ComparisonTrial().Name,
        Settings = TrialJson.Write(ComparisonTrialSettings.Of(options, arm, run)),
        Seed = options.Seed,
        Data = data,
    };

    /// <summary>The arms of a run are neighbours in time, so that the progress of the arms advances together.</summary>
    private static Trial[] Plan(ComparisonOptions options, IReadOnlyDictionary<string, ContentHash> data) =>
        [.. Enumerable.Range(1, options.Runs).SelectMany(run => Enum.GetValues<ComparisonArm>().Select(arm => Create(options, arm, run, data)))];

    private static ComparisonResult Summarize(ComparisonOptions options, IReadOnlyList<ComparisonRun> runs, IReadOnlyList<string> warnings)
    {
        NetworkDefinition withNeuron = options.Network with { Neuron = options.Neuron };
        ComparisonArmResult plain = new(ComparisonArm.Plain, [.. runs.Where(run => run.Arm == ComparisonArm.Plain)]);
        ComparisonArmResult neuron = new(ComparisonArm.WithNeuron, [.. runs.Where(run => run.Arm == ComparisonArm.WithNeuron)]);
        int baseParameters = ParameterLayout.Of(options.Network).Count;
        return new ComparisonResult
        {
            Options = options,
            Plain = plain,
            WithNeuron = neuron,
            Test = runs.All(run => run.BestAccuracy.HasValue) ? MannWhitneyU.Test([.. neuron.BestAccuracies], [.. plain.BestAccuracies]) : null,
            BaseParameters = baseParameters,
            NeuronParameters = ParameterLayout.Of(withNeuron).Count - baseParameters,
            TheoryWarnings = Networks.TheoryWarnings.For(withNeuron, options.Loss, options.Regularization),
            DataWarnings = warnings,
        };
    }

    /// <summary>Says before time is spent what does not fit the data, and what a reader should know of them.</summary>
    internal static string[] Check(Dataset<float> data, ComparisonOptions options)
    {
        _ = ParameterLayout.Of(options.Network with { Neuron = options.Neuron });
        HashSet<string> constant = [];
        for (int run = 0; run < options.Runs; run++)
        {
            ComparisonSplit split = ComparisonSplit.Create(data, options, run);
            split.ThrowIfSmallerThan(options.Training.BatchSize);
            constant.UnionWith(split.ConstantFeatures);
        }

        return constant.Count == 0
            ? []
            : [$"Constant in the training part of at least one run, hence of no use there: {string.Join(", ", constant)}. Such features are centred and not scaled."];
    }
}
