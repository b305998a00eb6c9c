using System.CommandLine;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Cli.Options;

/// <summary>The options of commands that train a network with and without a neuron on several splits: data, network, training, and where it runs.</summary>
/// <param name="runs">What --runs means.</param>
/// <param name="training">Epochs, penalties, split, seed and threads.</param>
internal sealed class ComparisonSettings(string runs, TrainingSettings training)
{
    /// <summary>The file to read; null takes the default data set.</summary>
    public Argument<string?> Data { get; } = new("DATA")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "CSV file with a header and a label column of two classes. [default: datasets/wdbc.csv with --label diagnosis]",
    };

    /// <summary>Epochs, penalties, split, seed and threads.</summary>
    public TrainingSettings Training => training;

    /// <summary>Where the trainings run.</summary>
    public StudyOptions Study { get; } = new();

    private DataOptions Table { get; } = new();

    private NetworkOptions Network { get; } = new(outputDefault: "tanh");

    private ParsedOption<Loss> Loss { get; } = new("--loss", "hinge:3", "NAME", "Loss of labels -1 and +1: hinge[:P] (P at least 3) or logistic.", LossSyntax.ParseSign);

    private ParsedOption<NeuronDefinition> Neuron { get; } = new(
        "--neuron", "exponential", "NAME", $"What the network gains: {NeuronSyntax.Choices}.", NeuronSyntax.Parse);

    private ParsedOption<Optimizer> Optimizer { get; } = new("--optimizer", "adam", "NAME", $"{OptimizerSyntax.Choices}.", OptimizerSyntax.Parse);

    private ParsedOption<int> Runs { get; } = new("--runs", "5", "N", runs, NumberRule.AtLeast(1, "5 is the default."));

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="own">The command's own, which stand before those of clusters.</param>
    public void AddTo(Command command, params Option[] own)
    {
        command.Arguments.Add(Data);
        Table.AddTo(command);
        Network.AddTo(command);
        foreach (Option option in new Option[] { Loss.Option, Neuron.Option, Optimizer.Option, Runs.Option })
        {
            command.Options.Add(option);
        }

        training.AddTo(command);
        foreach (Option option in own)
        {
            command.Options.Add(option);
        }

        Study.AddTo(command);
    }

    /// <summary>The file of data.</summary>
    public string ReadPath(ParseResult arguments) => arguments.GetValue(Data) ?? DefaultDataset.Find(Environment.CurrentDirectory);

    /// <summary>How the file is read.</summary>
    public CsvOptions ReadTable(ParseResult arguments) =>
        Table.Read(arguments, arguments.GetValue(Data) is null ? DefaultDataset.Label : null, LearningTask.Binary);

    /// <summary>What the user asked for.</summary>
    public ComparisonOptions Read(ParseResult arguments, Dataset<float> data) => new()
    {
        Network = Network.Read(arguments, data.FeatureCount, outputs: 1),
        Neuron = Neuron.Read(arguments),
        Loss = Loss.Read(arguments),
        Regularization = training.ReadRegularization(arguments),
        Optimizer = Optimizer.Read(arguments),
        Training = new TrainingOptions
        {
            Epochs = training.Epochs.Read(arguments),
            BatchSize = training.Batch.Read(arguments),
            LearningRate = new Constant(training.LearningRate.Read(arguments)),
        },
        GradientClipNorm = training.ReadClip(arguments),
        NeuronGradientClipNorm = training.ReadClipNeuron(arguments),
        Runs = Runs.Read(arguments),
        ValidationFraction = training.Validation.Read(arguments),
        Seed = training.Seed.Read(arguments),
        Threads = training.Threads.Read(arguments),
    };

    /// <summary>The runs and their training on one line.</summary>
    public string Line(ParseResult arguments, ComparisonOptions options) =>
        $"{CountText.Of(options.Runs, "run")} of {CountText.Of(options.Training.Epochs, "epoch")}, batches of {options.Training.BatchSize}, {OptimizerSyntax.Format(options.Optimizer)} at {arguments.GetRequiredValue(training.LearningRate.Option)}, seed {options.Seed}";

    /// <summary>Every option that changes the result, as the command line writes it.</summary>
    public List<KeyValuePair<string, string>> ReadTexts(ParseResult arguments, ComparisonOptions options, CsvOptions table) =>
    [
        new("label", table.LabelColumn),
        .. Table.ReadTexts(arguments),
        .. Network.ReadTexts(arguments),
        new("loss", LossSyntax.Format(options.Loss)),
        new("neuron", NeuronSyntax.Format(options.Neuron)),
        new("optimizer", OptimizerSyntax.Format(options.Optimizer)),
        new("runs", arguments.GetRequiredValue(Runs.Option)),
        .. training.ReadTexts(arguments),
    ];
}
