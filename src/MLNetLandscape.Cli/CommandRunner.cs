namespace MLNetLandscape.Cli;

/// <summary>Runs the body of a command and turns how it ends into an exit code and at most one line on the error stream.</summary>
internal static class CommandRunner
{
    /// <summary>Runs <paramref name="body"/>.</summary>
    /// <param name="terminal">Where errors go.</param>
    /// <param name="debug">Whether a failure shows where it happened.</param>
    /// <param name="body">The command; returns its exit code.</param>
    public static int Run(Terminal terminal, bool debug, Func<int> body)
    {
        try
        {
            return body();
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (UsageException exception)
        {
            terminal.Error.WriteLine($"Error: {exception.Message}");
            return ExitCode.Usage;
        }
#pragma warning disable CA1031 // The outermost place: whatever failed, the user gets a sentence and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine(debug ? exception.ToString() : Describe(exception));
            return ExitCode.Failure;
        }
    }

    private static string Describe(Exception exception) => ErrorText.IsExpected(exception)
        ? $"Error: {ErrorText.Of(exception)}"
        : $"Unexpected error ({exception.GetType().Name}): {ErrorText.Of(exception)} Run again with --debug to see where.";
}
