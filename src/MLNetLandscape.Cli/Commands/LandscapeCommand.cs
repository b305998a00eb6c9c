using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace MLNetLandscape.Cli.Commands;

/// <summary>The root of the command line.</summary>
internal static class LandscapeCommand
{
    /// <summary>How long a cancelled command may take to keep its checkpoint before the process ends.</summary>
    private static readonly TimeSpan CancellationPatience = TimeSpan.FromSeconds(60);

    /// <summary>Parses and runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken = default)
    {
        ParseResult result = Create(terminal).Parse(arguments);
        string[] errors = Errors(result);
        if (errors.Length > 0)
        {
            foreach (string error in errors)
            {
                terminal.Error.WriteLine($"Error: {error}");
            }

            terminal.Error.WriteLine($"'{NameOf(result.CommandResult)} --help' lists what is possible.");
            return ExitCode.Usage;
        }

        InvocationConfiguration configuration = new()
        {
            Output = terminal.Output,
            Error = terminal.Error,
            ProcessTerminationTimeout = CancellationPatience,

            // Help may fail, too, where the output takes nothing; the runner knows how to say so.
            EnableDefaultExceptionHandler = false,
        };
        return await CommandRunner.RunAsync(terminal, debug: false, () => result.InvokeAsync(configuration, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>What is wrong with the command line; an unknown option first, since the parser takes it for an argument.</summary>
    private static string[] Errors(ParseResult result)
    {
        string[] unknown =
        [
            .. result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
                .Concat(result.UnmatchedTokens)
                .Where(text => text.StartsWith("--", StringComparison.Ordinal)),
        ];
        return unknown.Length > 0
            ? [.. unknown.Select(option => $"There is no option {option}.")]
            : [.. result.Errors.Select(error => error.Message)];
    }

    /// <summary>The command as one types it: landscape data get.</summary>
    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "landscape";

    private static RootCommand Create(Terminal terminal)
    {
        RootCommand root = new("Trains neural networks with and without an exponential neuron, and shows honestly what the neuron does.");
        Option<bool> debug = new("--debug") { Description = "Show where an error happened.", Recursive = true };
        root.Options.Add(debug);
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new UsageHelp((HelpAction)help.Action!);
        root.Subcommands.Add(new CompareCommand(terminal, debug).Create());
        root.Subcommands.Add(new SweepCommand(terminal, debug).Create());
        root.Subcommands.Add(new TrainCommand(terminal, debug).Create());
        root.Subcommands.Add(new PredictCommand(terminal, debug).Create());
        root.Subcommands.Add(new ExportCommand(terminal, debug).Create());
        root.Subcommands.Add(new AnalyzeCommand(terminal, debug).Create());
        root.Subcommands.Add(new CompareModelsCommand(terminal, debug).Create());
        root.Subcommands.Add(new SurfaceCommand(terminal, debug).Create());
        root.Subcommands.Add(new CellsCommand(terminal, debug).Create());
        root.Subcommands.Add(new RankCommand(terminal, debug).Create());
        root.Subcommands.Add(new ModelCommand(terminal, debug).Create());
        root.Subcommands.Add(new ExperimentCommand(terminal, debug).Create());
        root.Subcommands.Add(new ClusterCommand(terminal, debug).Create());
        root.Subcommands.Add(new WorkerCommand(terminal, debug).Create());
        root.Subcommands.Add(new StudiesCommand(terminal, debug).Create());
        root.Subcommands.Add(new DataCommand(terminal, debug).Create());
        return root;
    }
}
