using System.CommandLine;
using MLNetLandscape.Cli.Options;

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

    /// <summary>What is compared, and where it runs.</summary>
    public ComparisonSettings Settings { get; } = new("Trainings of each arm; below 4 nothing can be shown.", new TrainingSettings(validationMayBeZero: false));

    /// <summary>Where the result goes as JSON.</summary>
    public Option<string?> Json { get; } = new("--json") { HelpName = "FILE", Description = "Write everything as JSON; docs/cli.md describes the fields." };

    /// <summary>Where the report goes.</summary>
    public Option<string?> Report { get; } = new("--report") { HelpName = "FILE.html", Description = "Write a report with learning curves, one HTML file that needs no network." };

    /// <summary>Where the figure goes.</summary>
    public Option<string?> Figure { get; } = new("--figure") { HelpName = "FILE.svg", Description = "Write the main charts as one SVG file." };

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("compare", Description);
        Settings.AddTo(command, Json, Report, Figure);
        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(
            terminal, result.GetValue(debug), () => new CompareAction(terminal, this, result).Run(cancellationToken)));
        return command;
    }
}
