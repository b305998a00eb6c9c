namespace MLNetLandscape.Cli;

/// <summary>Runs the body of a command and turns how it ends into an exit code and at most one line on the error stream.</summary>
internal static class CommandRunner
{
    /// <summary>Runs <paramref name="body"/>.</summary>
    /// <param name="terminal">Where errors go.</param>
    /// <param name="debug">Whether a failure shows where it happened.</param>
    /// <param name="body">The command; returns its exit code.</param>
    public static int Run(Terminal terminal, bool debug, Func<int> body) =>
        RunAsync(terminal, debug, () => Task.FromResult(body())).GetAwaiter().GetResult();

    /// <summary>Runs a long <paramref name="body"/> on another thread: Ctrl+C is only heard once the caller has a task to wait for.</summary>
    public static Task<int> InBackground(Terminal terminal, bool debug, Func<int> body) => Task.Run(() => Run(terminal, debug, body));

    /// <summary>Runs a <paramref name="body"/> that waits for others.</summary>
    public static async Task<int> RunAsync(Terminal terminal, bool debug, Func<Task<int>> body)
    {
        try
        {
            return await body().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("Cancelled.").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }
        catch (UsageException exception)
        {
            await terminal.Error.WriteLineAsync($"Error: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
#pragma warning disable CA1031 // The outermost place: whatever failed, the user gets a sentence and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await terminal.Error.WriteLineAsync(debug ? exception.ToString() : Describe(exception)).ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }

    private static string Describe(Exception exception) => ErrorText.IsExpected(exception)
        ? $"Error: {OptionNames.Translate(ErrorText.Of(exception))}"
        : $"Unexpected error ({exception.GetType().Name}): {ErrorText.Of(exception)} Run again with --debug to see where.";
}
