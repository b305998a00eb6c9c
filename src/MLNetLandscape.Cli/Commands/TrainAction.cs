using System.CommandLine;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Cli.Training;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Commands;

/// <summary>One execution of landscape train.</summary>
internal sealed class TrainAction(Terminal terminal, TrainCommand command, ParseResult arguments)
{
    /// <summary>Reads, trains, prints and saves.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        string modelPath = arguments.GetRequiredValue(command.Model);
        OutputPath.ThrowIfUnwritable(command.Model.Name, modelPath);
        OutputPath.ThrowIfUnwritable(command.Json.Name, arguments.GetValue(command.Json));
        OutputPath.ThrowIfUnwritable(command.Checkpoint.Name, arguments.GetValue(command.Checkpoint));
        CsvLoadResult source = CsvDataset.Load(
            arguments.GetRequiredValue(command.Data), command.Table.Read(arguments, null, command.Task.Read(arguments)));
        TrainingJob job = CreateJob(source);
        Warn(source, job);

        TrainedNetwork trained = EpochDisplay.During(
            terminal, job.Options.Epochs, progress => NetworkTrainer.Train(job, progress, cancellationToken));
        if (trained.Failure is not null && trained.KeptEpoch is null or 0)
        {
            terminal.Error.WriteLine($"Error: {trained.Failure} No model was written.");
            return ExitCode.Failure;
        }

        ModelFile.Write(modelPath, ToModel(source, job, trained));
        new TrainingPrinter(terminal.Output).Print(job, trained, modelPath);
        WriteJson(source, job, trained);
        if (trained.Failure is null)
        {
            return ExitCode.Success;
        }

        terminal.Error.WriteLine($"Error: {trained.Failure} {modelPath} holds the last good epoch, {trained.KeptEpoch}.");
        return ExitCode.Failure;
    }

    private TrainingJob CreateJob(CsvLoadResult source)
    {
        Loss loss = command.Loss.Read(arguments) ?? DefaultLoss(source.Task);
        CheckLoss(loss, source.Task);
        OptimizerChoice optimizer = command.Optimizer.Read(arguments);
        long seed = command.Training.Seed.Read(arguments);
        Split? split = SplitOf(source, seed);
        Dataset<float> training = split is null ? source.Data : source.Data.Select(split.Training);
        Standardizer standardizer = Standardizer.Fit(training);
        int outputs = source.Task == LearningTask.Multiclass ? source.Data.ClassNames.Count : source.Data.TargetWidth;
        NetworkDefinition network = command.Network.Read(arguments, source.Data.FeatureCount, outputs) with { Neuron = command.Neuron.Read(arguments) };
        CheckFullBatch(optimizer, network);
        return new TrainingJob
        {
            Network = network,
            Loss = loss,
            Regularization = command.Training.ReadRegularization(arguments),
            Optimizer = optimizer.FirstOrder,
            Options = ReadTrainingOptions(),
            GradientClipNorm = command.Training.ReadClip(arguments),
            Seed = seed,
            Threads = command.Training.Threads.Read(arguments),
            Training = standardizer.Apply(training),
            Validation = split is null ? null : standardizer.Apply(source.Data.Select(split.Validation)),
            Standardizer = standardizer,
        };
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
            throw new UsageException("--patience watches the validation loss, but --validation is 0. Hold out a share of the rows, for instance --validation 0.2.");
        }

        return new TrainingOptions
        {
            Epochs = command.Training.Epochs.Read(arguments),
            BatchSize = command.Training.Batch.Read(arguments),
            LearningRate = warmUp > 0 ? new WarmUp(warmUp, schedule) : schedule,
            EarlyStopping = patience > 0 ? new EarlyStopping { Patience = patience } : null,
            CheckpointPath = arguments.GetValue(command.Checkpoint),
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
            throw new UsageException("--optimizer lbfgs has no epochs, so neither --checkpoint nor --patience apply. Leave them out, or choose adam.");
        }

        if (network.Layers.OfType<Dropout>().Any())
        {
            throw new UsageException("--optimizer lbfgs needs an objective without chance, but --dropout makes it random. Set --dropout 0, or choose adam.");
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
                $"--loss {LossSyntax.Format(loss)} does not fit --task {task.ToString().ToLowerInvariant()}. Binary tasks take hinge or logistic, multiclass softmax, regression squared or huber.");
        }
    }

    private void Warn(CsvLoadResult source, TrainingJob job)
    {
        if (source.ConstantFeatures.Count > 0)
        {
            terminal.Error.WriteLine($"Warning: constant in every row, hence of no use: {string.Join(", ", source.ConstantFeatures)}.");
        }

        if (source.SkippedRows > 0)
        {
            terminal.Error.WriteLine($"Warning: {source.SkippedRows} rows with missing values were left out.");
        }

        foreach (string warning in Core.Networks.TheoryWarnings.For(job.Network, job.Loss, job.Regularization))
        {
            terminal.Error.WriteLine($"Warning: {warning}");
        }
    }

    private SavedModel ToModel(CsvLoadResult source, TrainingJob job, TrainedNetwork trained)
    {
        Network<float> network = arguments.GetValue(command.Strip) ? trained.Network.Stripped() : trained.Network;
        return new SavedModel
        {
            Network = network.Definition,
            Parameters = network.Parameters.ToArray(),
            State = network.State.ToArray(),
            Loss = job.Loss,
            Task = source.Task,
            Standardizer = job.Standardizer,
            FeatureNames = source.Data.FeatureNames,
            ClassNames = source.Data.ClassNames,
            LabelName = source.LabelName,
            Metadata = Settings().ToDictionary(),
        };
    }

    private IEnumerable<KeyValuePair<string, string>> Settings() =>
    [
        .. command.Network.ReadTexts(arguments),
        .. command.Training.ReadTexts(arguments),
        new("optimizer", command.Optimizer.Read(arguments).Text),
        new("neuron", NeuronSyntax.Format(command.Neuron.Read(arguments))),
        new("schedule", command.Schedule.Read(arguments)),
        new("warmUp", arguments.GetRequiredValue(command.WarmUp.Option)),
        new("patience", arguments.GetRequiredValue(command.Patience.Option)),
    ];

    private void WriteJson(CsvLoadResult source, TrainingJob job, TrainedNetwork trained)
    {
        if (arguments.GetValue(command.Json) is { } path)
        {
            AtomicFile.WriteText(path, TrainingJson.Write(arguments.GetRequiredValue(command.Data), source, job, trained, Settings()));
            terminal.Output.WriteLine($"JSON: {path}");
        }
    }
}
