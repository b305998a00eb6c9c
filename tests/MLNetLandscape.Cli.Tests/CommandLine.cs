using MLNetLandscape.Cli.Commands;

namespace MLNetLandscape.Cli.Tests;

/// <summary>Runs the command line in this process and keeps what it says.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static async Task<CommandLine> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await LandscapeCommand.RunAsync(arguments, Terminal.For(output, error), TestContext.Current.CancellationToken);
        return new CommandLine(code, output.ToString(), error.ToString());
    }

    /// <summary>The error stream as one line, without line ends.</summary>
    public string ErrorLine => Error.ReplaceLineEndings("\n").TrimEnd('\n');
}
