using System.CommandLine;
using MLNetLandscape.Cli.Options;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape sweep: its options.</summary>
internal sealed class SweepCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Trains a network with an exponential neuron for each of several values of lambda, on several splits, and chooses one by the one-standard-error rule.

        All values share splits and initial weights, with each other and with the network without the neuron. Without DATA it uses datasets/wdbc.csv.

        Examples:
          landscape sweep
          landscape sweep data.csv --label sick --lambdas 0.01,0.1,1 --runs 20 --report sweep.html
          landscape sweep data.csv --label sick --runs 200 --cluster "Host=db;Database=landscape"
        """;

    /// <summary>What is trained, and where it runs.</summary>
    public ComparisonSettings Settings { get; } = new("Trainings at each lambda, each on a split of its own.", new TrainingSettings(validationMayBeZero: false, hasLambda: false));

    /// <summary>The values of lambda.</summary>
    public ParsedOption<IReadOnlyList<double>> Lambdas { get; } = new(
        "--lambdas", "0.001,0.003,0.01,0.03,0.1,0.3,1,3,10", "LIST", "Penalties of the neuron's scale, lambda a^2 / 2, separated by commas.",
        ListRule.OfDistinct(NumberRule.NotNegative("The theory needs lambda > 0."), "Name each once: repeating one would give the same figures."));

    /// <summary>Where the result goes as JSON.</summary>
    public Option<string?> Json { get; } = new("--json") { HelpName = "FILE", Description = "Write everything as JSON; docs/cli.md describes the fields." };

    /// <summary>Where the report goes.</summary>
    public Option<string?> Report { get; } = new("--report") { HelpName = "FILE.html", Description = "Write a report with a chart over lambda, one HTML file that needs no network." };

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("sweep", Description);
        Settings.AddTo(command, Lambdas.Option, Json, Report);
        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(
            terminal, result.GetValue(debug), () => new SweepAction(terminal, this, result).Run(cancellationToken)));
        return command;
    }
}
