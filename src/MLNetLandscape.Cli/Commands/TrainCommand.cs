using System.CommandLine;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Pretraining;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape train: its options, and what the user chose.</summary>
internal sealed class TrainCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Trains a network on a table and saves it as a model file for landscape predict.

        Examples:
          landscape train data.csv --label sick --model sick.model
          landscape train iris.csv --label species --task multiclass --network 16 --batch 16 --learning-rate 1e-2 --patience 50 --model iris.model
          landscape train housing.txt --label MedianHomeValue --task regression --optimizer lbfgs --epochs 500 --model housing.model
          landscape train datasets/mnist/train-images-idx3-ubyte.gz --task multiclass --network 500,300 --epochs 10 --model mnist.model
        """;

    /// <summary>The file to read.</summary>
    public Argument<string> Data { get; } = new("DATA") { Description = "CSV file with a header, or a file of images named PART-images-idx3-ubyte[.gz] beside its labels." };

    /// <summary>How the file is read.</summary>
    public DataOptions Table { get; } = new();

    /// <summary>What the label is.</summary>
    public ParsedOption<LearningTask> Task { get; } = new("--task", "binary", "binary|multiclass|regression", "What the label is.", ParseTask);

    /// <summary>Where the model goes.</summary>
    public Option<string> Model { get; } = new("--model") { HelpName = "FILE", Description = "Model file to write.", Required = true };

    /// <summary>The network.</summary>
    public NetworkOptions Network { get; } = new(outputDefault: "identity");

    /// <summary>The loss; null for the task's own.</summary>
    public ParsedOption<Loss?> Loss { get; } = new(
        "--loss", "auto", "NAME", $"{LossSyntax.OptionalChoices}; auto is hinge:3, softmax or squared, by the task.", LossSyntax.ParseOptional);

    /// <summary>The neuron, if any.</summary>
    public ParsedOption<NeuronDefinition?> Neuron { get; } = new("--neuron", "none", "NAME", $"Exponential neuron: {NeuronSyntax.OptionalChoices}.", NeuronSyntax.ParseOptional);

    /// <summary>How the network starts.</summary>
    public ParsedOption<NetworkPretraining?> Pretrain { get; } = new(
        "--pretrain", "none", "NAME", $"Choose the hidden neurons by the data and solve the output by least squares first: {PretrainingSyntax.Choices}.", PretrainingSyntax.Parse);

    /// <summary>How the objective is minimised.</summary>
    public ParsedOption<OptimizerChoice> Optimizer { get; } = new(
        "--optimizer", "adam", "NAME", $"{OptimizerChoice.Choices}; lbfgs takes all rows at once, in double precision, for at most --epochs directions.", OptimizerChoice.Parse);

    /// <summary>Epochs, penalties, split, seed and threads.</summary>
    public TrainingSettings Training { get; } = new(validationMayBeZero: true);

    /// <summary>The learning rate over time.</summary>
    public ParsedOption<string> Schedule { get; } = new("--schedule", "constant", "NAME", $"Learning rate over time: {ScheduleSyntax.Choices}.", ParseSchedule);

    /// <summary>Epochs of warm-up.</summary>
    public ParsedOption<double> WarmUp { get; } = new("--warm-up", "0", "EPOCHS", "Epochs over which the learning rate rises to its value.", NumberRule.NotNegative("0 starts at the full rate."));

    /// <summary>Early stopping; 0 is none.</summary>
    public ParsedOption<int> Patience { get; } = new(
        "--patience", "0", "EPOCHS", "Stop after so many epochs without a better validation loss, and keep the best epoch; 0 trains all epochs.", NumberRule.AtLeast(0, "0 trains all epochs."));

    /// <summary>Where a checkpoint is kept.</summary>
    public Option<string?> Checkpoint { get; } = new("--checkpoint")
    {
        HelpName = "FILE",
        Description = "Keep a checkpoint; the same command continues from it and ends with the same model.",
    };

    /// <summary>How often the checkpoint is written.</summary>
    public ParsedOption<int> CheckpointEvery { get; } = new(
        "--checkpoint-every", "1", "EPOCHS", "Epochs between checkpoints; a killed training repeats those since the last.", NumberRule.AtLeast(1, "1 keeps one after every epoch."));

    /// <summary>Whether the model is saved without its neuron.</summary>
    public Option<bool> Strip { get; } = new("--strip") { Description = "Save the network without its neuron." };

    /// <summary>Where the history goes.</summary>
    public Option<string?> Json { get; } = new("--json") { HelpName = "FILE", Description = "Write settings, figures and history as JSON; docs/cli.md describes the fields." };

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("train", Description);
        command.Arguments.Add(Data);
        Table.AddTo(command);
        command.Options.Add(Task.Option);
        command.Options.Add(Model);
        Network.AddTo(command);
        Training.AddTo(command);
        foreach (Option option in new Option[]
        {
            Loss.Option, Neuron.Option, Pretrain.Option, Optimizer.Option, Schedule.Option, WarmUp.Option, Patience.Option, Checkpoint, CheckpointEvery.Option, Strip, Json,
        })
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(
            terminal, result.GetValue(debug), () => new TrainAction(terminal, this, result).Run(cancellationToken)));
        return command;
    }

    private static LearningTask ParseTask(string text) => text.ToLowerInvariant() switch
    {
        "binary" => LearningTask.Binary,
        "multiclass" => LearningTask.Multiclass,
        "regression" => LearningTask.Regression,
        _ => throw new FormatException($"must be binary, multiclass or regression, but was '{text}'."),
    };

    private static string ParseSchedule(string text)
    {
        ScheduleSyntax.Parse(text, rate: 1);
        return text;
    }
}
