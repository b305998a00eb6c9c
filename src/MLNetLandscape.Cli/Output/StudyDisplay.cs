using MLNetLandscape.Core.Studies;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Cli.Output;

/// <summary>Says how far a study on a cluster is: on one line that is rewritten where somebody watches, as a line a minute on the error stream elsewhere.</summary>
internal sealed class StudyDisplay(Terminal terminal, TimeProvider time, string name, IProgress<StudyProgress>? next) : IProgress<StudyProgress>, IDisposable
{
    private const int Width = 110;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Unwatched = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private StudyProgress? first;
    private long? last;
    private bool isLineOpen;

    /// <inheritdoc/>
    public void Report(StudyProgress value)
    {
        next?.Report(value);
        lock (gate)
        {
            first ??= value;
            if (last is { } then && time.GetElapsedTime(then) < (terminal.IsInteractive ? Watched : Unwatched))
            {
                return;
            }

            last = time.GetTimestamp();
            string line = $"{name}: {Describe(value, value.Done + value.Failed - first.Done - first.Failed, time.GetElapsedTime(start))}";
            terminal.Error.Write(terminal.IsInteractive ? $"\r{line.PadRight(Width)}" : line + Environment.NewLine);
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
                terminal.Error.Write($"\r{new string(' ', Width)}\r");
                isLineOpen = false;
            }
        }
    }

    /// <summary>Counts, rate and time left.</summary>
    /// <param name="value">How far the study is.</param>
    /// <param name="ended">Trials that ended since somebody looked first.</param>
    /// <param name="elapsed">The time since.</param>
    internal static string Describe(StudyProgress value, int ended, TimeSpan elapsed)
    {
        string counts = $"{value.Done} of {value.Total} trials done, {value.Running} running, {value.Failed} failed";
        if (ended < 1 || elapsed <= TimeSpan.Zero)
        {
            return counts;
        }

        double rate = ended / elapsed.TotalSeconds;
        return FormattableString.Invariant($"{counts}, {(rate < 0.1 ? $"{60 * rate:0.0} a minute" : $"{rate:0.0} a second")}, {TimeText.Of(TimeSpan.FromSeconds((value.Queued + value.Running) / rate))} left");
    }
}
