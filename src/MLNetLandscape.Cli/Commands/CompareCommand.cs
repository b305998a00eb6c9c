using System.CommandLine;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape compare: its options, and what the user chose.</summary>
internal sealed class CompareCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Trains a network with and without an exponential neuron, several times, and compares the best validation accuracies.

        Both arms share splits and initial weights. Without DATA it uses datasets/wdbc.csv (569 tumours, 30 features, column diagnosis).

        Examples:
          landscape compare
          landscape compare data.csv --label sick --ignore id --runs 20 --report report.html
          landscape compare data.csv --label sick --runs 200 --cluster "Host=db;Database=landscape"
          landscape compare data.csv --label sick --output identity --loss hinge:4 --lambda 0.01 --json result.json
        """;

    /// <summary>The file to read; null takes the default data set.</summary>
    public Argument<string?> Data { get; } = new("DATA")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "CSV file with a header and a label column of two classes. [default: datasets/wdbc.csv with --label diagnosis]",
    };

    /// <summary>How the file is read.</summary>
    public DataOptions Table { get; } = new();

    /// <summary>The network of both arms.</summary>
    public NetworkOptions Network { get; } = new(outputDefault: "tanh");

    /// <summary>The loss of both arms.</summary>
    public ParsedOption<Loss> Loss { get; } = new("--loss", "hinge:3", "NAME", "Loss of labels -1 and +1: hinge[:P] (P at least 3) or logistic.", ParseLoss);

    /// <summary>What the second arm gains.</summary>
    public ParsedOption<NeuronDefinition> Neuron { get; } = new(
        "--neuron", "exponential", "NAME", $"What the second arm gains: {NeuronSyntax.Choices}.", NeuronSyntax.Parse);

    /// <summary>The first-order method of both arms.</summary>
    public ParsedOption<Optimizer> Optimizer { get; } = new("--optimizer", "adam", "NAME", $"{OptimizerSyntax.Choices}.", OptimizerSyntax.Parse);

    /// <summary>Trainings of each arm.</summary>
    public ParsedOption<int> Runs { get; } = new("--runs", "5", "N", "Trainings of each arm; below 4 nothing can be shown.", NumberRule.AtLeast(1, "5 is the default."));

    /// <summary>Epochs, penalties, split, seed and threads.</summary>
    public TrainingSettings Training { get; } = new(validationMayBeZero: false);

    /// <summary>Where the result goes as JSON.</summary>
    public Option<string?> Json { get; } = new("--json") { HelpName = "FILE", Description = "Write everything as JSON; docs/cli.md describes the fields." };

    /// <summary>Where the report goes.</summary>
    public Option<string?> Report { get; } = new("--report") { HelpName = "FILE.html", Description = "Write a report with learning curves, one HTML file that needs no network." };

    /// <summary>Where the figure goes.</summary>
    public Option<string?> Figure { get; } = new("--figure") { HelpName = "FILE.svg", Description = "Write the main charts as one SVG file." };

    /// <summary>Where the trainings run.</summary>
    public StudyOptions Study { get; } = new();

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("compare", Description);
        command.Arguments.Add(Data);
        Table.AddTo(command);
        Network.AddTo(command);
        foreach (Option option in new Option[] { Loss.Option, Neuron.Option, Optimizer.Option, Runs.Option })
        {
            command.Options.Add(option);
        }

        Training.AddTo(command);
        foreach (Option option in new Option[] { Json, Report, Figure })
        {
            command.Options.Add(option);
        }

        Study.AddTo(command);
        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(
            terminal, result.GetValue(debug), () => new CompareAction(terminal, this, result).Run(cancellationToken)));
        return command;
    }

    private static Loss ParseLoss(string text)
    {
        Loss loss = LossSyntax.Parse(text);
        return loss.Target == TargetKind.Sign
            ? loss
            : throw new FormatException($"{LossSyntax.Format(loss)} does not take labels -1 and +1. Choose hinge or logistic.");
    }
}
