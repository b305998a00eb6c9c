using System.CommandLine;
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
        if (result.Errors.Count > 0)
        {
            foreach (ParseError error in result.Errors)
            {
                terminal.Error.WriteLine($"Error: {error.Message}");
            }

            string name = result.CommandResult.Command is RootCommand ? "" : " " + result.CommandResult.Command.Name;
            terminal.Error.WriteLine($"'landscape{name} --help' lists what is possible.");
            return ExitCode.Usage;
        }

        InvocationConfiguration configuration = new()
        {
            Output = terminal.Output,
            Error = terminal.Error,
            ProcessTerminationTimeout = CancellationPatience,
        };
        return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
    }

    private static RootCommand Create(Terminal terminal)
    {
        RootCommand root = new("Trains neural networks with and without an exponential neuron, and shows honestly what the neuron does.");
        Option<bool> debug = new("--debug") { Description = "Show where an error happened.", Recursive = true };
        root.Options.Add(debug);
        root.Subcommands.Add(new CompareCommand(terminal, debug).Create());
        root.Subcommands.Add(new TrainCommand(terminal, debug).Create());
        root.Subcommands.Add(new PredictCommand(terminal, debug).Create());
        root.Subcommands.Add(new ModelCommand(terminal, debug).Create());
        root.Subcommands.Add(new DataCommand(terminal, debug).Create());
        return root;
    }
}
