using System.CommandLine;
using MLNetLandscape.Cli.Commands;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Cli.Training;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Options;

/// <summary>Reads from the command line what landscape train is to do, and refuses what does not go together.</summary>
internal sealed class TrainingJobReader(TrainCommand command, ParseResult arguments)
{
    /// <summary>The job on the given data: split, standardised, checked.</summary>
    /// <exception cref="UsageException">Options contradict each other or the task.</exception>
    public TrainingJob Read(CsvLoadResult source)
    {
        Loss loss = command.Loss.Read(arguments) ?? DefaultLoss(source.Task);
        CheckLoss(loss, source.Task);
        OptimizerChoice optimizer = command.Optimizer.Read(arguments);
        long seed = command.Training.Seed.Read(arguments);
        Split? split = SplitOf(source, seed);
        Dataset<float> training = split is null ? source.Data : source.Data.Select(split.Training);
        Standardizer standardizer = Standardizer.Fit(training);
        NetworkDefinition network = ReadNetwork(source);
        CheckFullBatch(optimizer, network);
        return new TrainingJob
        {
            Network = network,
            Loss = loss,
            Regularization = command.Training.ReadRegularization(arguments),
            Pretraining = ReadPretraining(network),
            Optimizer = optimizer.FirstOrder,
            Options = ReadTrainingOptions(),
            GradientClipNorm = command.Training.ReadClip(arguments),
            NeuronGradientClipNorm = command.Training.ReadClipNeuron(arguments),
            Seed = seed,
            Threads = command.Training.Threads.Read(arguments),
            Training = standardizer.Apply(training),
            Validation = split is null ? null : standardizer.Apply(source.Data.Select(split.Validation)),
            Standardizer = standardizer,
        };
    }

    private NetworkDefinition ReadNetwork(CsvLoadResult source)
    {
        int outputs = source.Task == LearningTask.Multiclass ? source.Data.ClassNames.Count : source.Data.TargetWidth;
        return command.Network.Read(arguments, source.Data.FeatureCount, outputs) with { Neuron = command.Neuron.Read(arguments) };
    }

    private NetworkPretraining? ReadPretraining(NetworkDefinition network)
    {
        NetworkPretraining? pretraining = command.Pretrain.Read(arguments);
        return pretraining is null || network.Neuron is not LayerwiseNeurons
            ? pretraining
            : throw new UsageException("--pretrain fills plain layers and does not go with --neuron layerwise. Use --neuron exponential, or leave --pretrain out.");
    }

    private Split? SplitOf(CsvLoadResult source, long seed)
    {
        double share = command.Training.Validation.Read(arguments);
        long splitSeed = NetworkTrainer.SeedFor(seed, RandomPurpose.Splitting);
        return share == 0
            ? null
            : source.Task == LearningTask.Regression
                ? DataSplit.Holdout(source.Data, share, splitSeed)
                : DataSplit.StratifiedHoldout(source.Data, share, splitSeed);
    }

    private TrainingOptions ReadTrainingOptions()
    {
        Schedule schedule = ScheduleSyntax.Parse(command.Schedule.Read(arguments), command.Training.LearningRate.Read(arguments));
        double warmUp = command.WarmUp.Read(arguments);
        int patience = command.Patience.Read(arguments);
        if (patience > 0 && command.Training.Validation.Read(arguments) == 0)
        {
            throw new UsageException(
                "--patience watches the validation loss, but --validation is 0. Hold out a share of the rows, for instance --validation 0.2.");
        }

        return new TrainingOptions
        {
            Epochs = command.Training.Epochs.Read(arguments),
            BatchSize = command.Training.Batch.Read(arguments),
            LearningRate = warmUp > 0 ? new WarmUp(warmUp, schedule) : schedule,
            EarlyStopping = patience > 0 ? new EarlyStopping { Patience = patience } : null,
            CheckpointPath = arguments.GetValue(command.Checkpoint),
            CheckpointInterval = command.CheckpointEvery.Read(arguments),
            CheckpointSeed = command.Training.Seed.Read(arguments),
        };
    }

    private void CheckFullBatch(OptimizerChoice optimizer, NetworkDefinition network)
    {
        if (optimizer.FirstOrder is not null)
        {
            return;
        }

        if (arguments.GetValue(command.Checkpoint) is not null || command.Patience.Read(arguments) > 0)
        {
            throw new UsageException(
                "--optimizer lbfgs has no epochs, so neither --checkpoint nor --patience apply. Leave them out, or choose adam.");
        }

        if (network.Layers.OfType<Dropout>().Any())
        {
            throw new UsageException(
                "--optimizer lbfgs needs an objective without chance, but --dropout makes it random. Set --dropout 0, or choose adam.");
        }
    }

    private static Loss DefaultLoss(LearningTask task) => task switch
    {
        LearningTask.Binary => new PolynomialHinge(3),
        LearningTask.Multiclass => new SoftmaxCrossEntropy(),
        _ => new Squared(),
    };

    private static void CheckLoss(Loss loss, LearningTask task)
    {
        TargetKind needed = task switch
        {
            LearningTask.Binary => TargetKind.Sign,
            LearningTask.Multiclass => TargetKind.ClassIndex,
            _ => TargetKind.Real,
        };
        if (loss.Target != needed)
        {
            throw new UsageException(
                $"--loss {LossSyntax.Format(loss)} does not fit --task {task.ToString().ToLowerInvariant()}. "
                + "Binary tasks take hinge or logistic, multiclass softmax, regression squared or huber.");
        }
    }
}
