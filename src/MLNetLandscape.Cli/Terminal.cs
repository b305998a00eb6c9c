using MLNetLandscape.Core.Persistence;
using Spectre.Console;

namespace MLNetLandscape.Cli;

/// <summary>Where a command reads and writes, so that tests can listen.</summary>
internal sealed record Terminal
{
    /// <summary>Plain results, such as predictions.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Errors and warnings.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Formatted output; writes to <see cref="Output"/>.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>Whether a person watches: then progress is shown.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Prints a named figure; names stand in a column of their own.</summary>
    public void Tell(string name, string value) => Output.WriteLine($"{name,-NameWidth} {value}");

    /// <summary>Writes a file that the command line may ask for, and says where it is.</summary>
    /// <param name="path">The file; null writes nothing.</param>
    /// <param name="name">What it is called in the output.</param>
    /// <param name="text">Makes its text; called only if there is a path.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteFile(string? path, string name, Func<string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (path is not null)
        {
            AtomicFile.WriteText(path, text());
            Tell(name, path);
        }
    }

    /// <summary>The process's own terminal.</summary>
    public static Terminal System()
    {
        bool isRedirected = global::System.Console.IsOutputRedirected;
        TextWriter output = StandardStream.Output(global::System.Console.Out);
        return new()
        {
            Output = output,
            Error = StandardStream.Error(global::System.Console.Error),

            // A console that a person watches must know the process's own stream to find its colours.
            Console = CreateConsole(isRedirected ? output : global::System.Console.Out, isRedirected),
            IsInteractive = !isRedirected && !global::System.Console.IsErrorRedirected,
        };
    }

    /// <summary>Writers in place of a terminal: no colours, no progress.</summary>
    public static Terminal For(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        Console = CreateConsole(output, redirected: true),
    };

    private static IAnsiConsole CreateConsole(TextWriter output, bool redirected)
    {
        AnsiConsoleSettings settings = new() { Out = new AnsiConsoleOutput(output) };
        if (redirected)
        {
            settings.Ansi = AnsiSupport.No;
            settings.ColorSystem = ColorSystemSupport.NoColors;
            settings.Interactive = InteractionSupport.No;
        }

        IAnsiConsole console = AnsiConsole.Create(settings);
        if (redirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }

    /// <summary>Columns of a name; a space follows, after longer names too.</summary>
    private const int NameWidth = 15;

    /// <summary>Columns where no terminal says its own.</summary>
    private const int RedirectedWidth = 120;
}
