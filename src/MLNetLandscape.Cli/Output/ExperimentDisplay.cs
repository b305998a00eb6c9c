using MLNetLandscape.Experiments;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Cli.Output;

/// <summary>Says how far an experiment is: on one line that is rewritten where somebody watches, as a line a minute on the error stream elsewhere.</summary>
internal sealed class ExperimentDisplay(Terminal terminal, TimeProvider time) : IProgress<ExperimentProgress>, IDisposable
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Unwatched = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private long last = time.GetTimestamp();
    private bool isLineOpen;

    /// <inheritdoc/>
    public void Report(ExperimentProgress value)
    {
        lock (gate)
        {
            if (time.GetElapsedTime(last) < (terminal.IsInteractive ? Watched : Unwatched))
            {
                return;
            }

            last = time.GetTimestamp();
            string left = value.Left is { } span ? $", {TimeText.Of(span)} left" : "";
            string line = FormattableString.Invariant($"{value.Done} of {CountText.Of(value.Total, "trial")}, {100 * value.Share:0} %{left}");
            terminal.Error.Write(terminal.IsInteractive ? $"\r{line,-60}" : line + Environment.NewLine);
            isLineOpen = terminal.IsInteractive;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            if (isLineOpen)
            {
                terminal.Error.Write($"\r{"",60}\r");
                isLineOpen = false;
            }
        }
    }
}
