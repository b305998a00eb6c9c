using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Experiments.Training;

namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>The article's network on EEG frames, 64,245 parameters, and 2,354 of the neuron; Adam 2e-4, batches of 128, lambda 0.2.</summary>
internal static class EegTraining
{
    private const double ClipNorm = 1;
    private const double ArticleHalfWidth = 0.05;
    private const double ValidationFraction = 0.2;

    /// <summary>The network without a neuron.</summary>
    public static NetworkDefinition Network { get; } = new()
    {
        Input = new Shape(3, EegFrames.Side, EegFrames.Side),
        Layers =
        [
            new Convolution2D(32, 3, 3, new Relu()) { Padding = Padding.Same, Initializer = new Glorot() },
            new Convolution2D(32, 3, 3, new Relu()) { Initializer = new Glorot() },
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(10, new Relu()) { Initializer = new Glorot() },
            new Dense(1, new Tanh()) { Initializer = new Glorot() },
        ],
    };

    /// <summary>Trains once; arms of a run share split, base weights and the order of rows, which derive from the context's seed.</summary>
    public static EegTrialResult Run(EegTrialSettings settings, TrialContext context)
    {
        EegFrames frames = TrialData.Load(
            context,
            settings.Scaling == EegScaling.LogPower ? "log power" : "raw",
            folder => EegFrames.Load(Path.Combine(folder, "eeg"), settings.Scaling == EegScaling.LogPower ? EegScaling.LogPower : EegScaling.Raw));
        (Dataset<float> training, Dataset<float> validation) = Split(settings, frames, context.Seed);
        using NetworkEngine engine = CreateEngine(settings, context);

        // A pass over the training rows after every epoch would cost a third of the epoch: once, at the end, is enough.
        TrainingOptions options = new()
        {
            Epochs = settings.Epochs,
            BatchSize = Math.Min(128, training.Rows),
            LearningRate = new Constant(2e-4),
            EvaluateTrainingData = false,
        };
        TrainingResult result = TrialTraining.Run(
            context,
            engine,
            new InMemoryBatchSource(training, SeedOf(context.Seed, RandomPurpose.Shuffling)),
            new InMemoryBatchSource(validation, null),
            options);
        double positive = validation.Targets.ToArray().Count(target => target > 0) / (double)validation.Rows;
        return new EegTrialResult(
            training.Rows, validation.Rows, Math.Max(positive, 1 - positive), TrainingCurve.Of(result), engine.Evaluate(new InMemoryBatchSource(training, null), context.Cancellation));
    }

    private static (Dataset<float> Training, Dataset<float> Validation) Split(EegTrialSettings settings, EegFrames frames, long seed)
    {
        Dataset<float> all = settings.Split == EegSplit.Subjects ? frames.GroupedBySubject : frames.GroupedBySession;
        Dataset<float> data = settings.Stride == 1 ? all : all.Select([.. Enumerable.Range(0, all.Rows).Where(row => row % settings.Stride == 0)]);

        // The folds of all runs must come from one deal, so their seed is not the run's.
        Split split = settings.Folds is { } folds
            ? DataSplit.GroupKFold(data, folds, seed: 1)[settings.Run % folds]
            : DataSplit.Holdout(data, ValidationFraction, SeedOf(seed, RandomPurpose.Splitting));
        (Dataset<float> training, Dataset<float> validation) = (data.Select(split.Training), data.Select(split.Validation));
        if (settings.Scaling != EegScaling.Standardized)
        {
            return (training, validation);
        }

        Standardizer scaling = Standardizer.FitGlobal(training);
        return (scaling.Apply(training), scaling.Apply(validation));
    }

    private static NetworkEngine CreateEngine(EegTrialSettings settings, TrialContext context)
    {
        NetworkDefinition definition = settings.Arm == EegArm.Plain ? Network : Network with { Neuron = new SkipNeuron() };
        Network<float> network = Network<float>.Create(definition, SeedOf(context.Seed, RandomPurpose.Initialization));
        if (settings.Arm == EegArm.NeuronArticleStart && network.Layout.FindNeuron(ParameterRole.NeuronWeight) is { } weights)
        {
            RandomSource random = new RandomSource(context.Seed).Split(RandomPurpose.Neuron);
            foreach (ref float weight in network.Parameters[weights.Offset..weights.End])
            {
                weight = (float)(((2 * random.NextDouble()) - 1) * ArticleHalfWidth);
            }
        }

        EngineOptions options = new() { Threads = context.Threads, NeuronGradientClipNorm = settings.Arm == EegArm.NeuronClipped ? ClipNorm : null };
        return new NetworkEngine(network, new PolynomialHinge(3), new Regularization(), new Adam(), options);
    }

    private static long SeedOf(long seed, RandomPurpose purpose) => unchecked((long)new RandomSource(seed).Split(purpose).Key);
}
