using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Experiments;

/// <summary>Trains a network with and without an exponential neuron, several times, and compares the best validation accuracies.</summary>
/// <remarks>
/// <para>Run r derives a stratified split, initial weights and the order of rows from (seed, r); both arms of a run share them, the features
/// are standardised by the training part, and the arm with the neuron starts from the plain arm's weights.</para>
/// <para>Trainings are independent and run in parallel; the result is the same bit for bit for any number of threads.</para>
/// <para>The neuron is that of Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671.</para>
/// </remarks>
public static class Comparison
{
    /// <summary>Runs the experiment.</summary>
    /// <param name="data">Rows with labels -1 and +1.</param>
    /// <param name="options">What to compare.</param>
    /// <param name="progress">Told after every epoch of every training, concurrently.</param>
    /// <param name="cancellationToken">Stops all trainings.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the data; the message says which.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ComparisonResult Run(
        Dataset<float> data, ComparisonOptions options, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        ComparisonSplit[] splits = [.. Enumerable.Range(0, options.Runs).Select(run => ComparisonSplit.Create(data, options, run))];
        NetworkDefinition withNeuron = options.Network with { Neuron = options.Neuron };
        ComparisonRun[] runs = TrainAll(splits, options, progress, cancellationToken);
        ComparisonArmResult plain = new(ComparisonArm.Plain, runs[..options.Runs]);
        ComparisonArmResult neuron = new(ComparisonArm.WithNeuron, runs[options.Runs..]);
        int baseParameters = Network<float>.Create(options.Network, 0).Layout.Count;
        return new ComparisonResult
        {
            Options = options,
            Plain = plain,
            WithNeuron = neuron,
            Test = runs.All(run => run.BestAccuracy.HasValue) ? MannWhitneyU.Test([.. neuron.BestAccuracies], [.. plain.BestAccuracies]) : null,
            BaseParameters = baseParameters,
            NeuronParameters = Network<float>.Create(withNeuron, 0).Layout.Count - baseParameters,
            TheoryWarnings = Networks.TheoryWarnings.For(withNeuron, options.Loss, options.Regularization),
            DataWarnings = ConstantFeatures(splits),
        };
    }

    private static ComparisonRun[] TrainAll(
        ComparisonSplit[] splits, ComparisonOptions options, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        ComparisonRun[] results = new ComparisonRun[2 * options.Runs];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        var order = Partitioner.Create(Enumerable.Range(0, results.Length), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(order, parallel, index =>
            {
                // Both arms of a run are neighbours in time, so that the progress of the arms advances together.
                (int run, ComparisonArm arm) = (index / 2, (ComparisonArm)(index % 2));
                results[((int)arm * options.Runs) + run] = Train(splits[run], options, arm, run, progress, cancellationToken);
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return results;
    }

    private static ComparisonRun Train(
        ComparisonSplit split, ComparisonOptions options, ComparisonArm arm, int run, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        using NetworkEngine engine = CreateEngine(options, arm, run);
        InMemoryBatchSource training = new(split.Training, SeedOf(options, run, RandomPurpose.Shuffling));
        InMemoryBatchSource validation = new(split.Validation, null);
        EpochRelay? relay = progress is null ? null : new EpochRelay(progress, arm, run + 1);
        TrainingOptions settings = options.Training with { CheckpointPath = null, EvaluateTrainingData = true };
        TrainingResult result = TrainingLoop.Run(engine, training, validation, settings, relay, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new ComparisonRun
        {
            Run = run + 1,
            Arm = arm,
            TrainingRows = split.Training.Rows,
            ValidationRows = split.Validation.Rows,
            Training = result,
        };
    }

    private static NetworkEngine CreateEngine(ComparisonOptions options, ComparisonArm arm, int run)
    {
        NetworkDefinition definition = arm == ComparisonArm.Plain ? options.Network : options.Network with { Neuron = options.Neuron };
        EngineOptions engine = new()
        {
            Threads = Math.Max(1, options.Threads / (2 * options.Runs)),
            GradientClipNorm = options.GradientClipNorm,
            NeuronGradientClipNorm = options.NeuronGradientClipNorm,
            Seed = SeedOf(options, run, RandomPurpose.Dropout),
        };
        Network<float> network = Network<float>.Create(definition, SeedOf(options, run, RandomPurpose.Initialization));
        return new NetworkEngine(network, options.Loss, options.Regularization, options.Optimizer, engine);
    }

    /// <summary>The seed of one purpose of one run, the same for both arms.</summary>
    internal static long SeedOf(ComparisonOptions options, int run, RandomPurpose purpose) =>
        unchecked((long)new RandomSource(options.Seed).Split(RandomPurpose.Run, run).Split(purpose).Key);

    private static string[] ConstantFeatures(ComparisonSplit[] splits)
    {
        string[] names = [.. splits.SelectMany(split => split.ConstantFeatures).Distinct()];
        return names.Length == 0
            ? []
            : [$"Constant in the training part of at least one run, hence of no use there: {string.Join(", ", names)}. Such features are centred and not scaled."];
    }
}
