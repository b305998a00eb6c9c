using Spectre.Console;

namespace MLNetLandscape.Cli.Output;

/// <summary>Shows which share of a long work is done, where somebody watches.</summary>
internal static class ShareDisplay
{
    /// <summary>Does the work while a bar shows its progress; without a person there is no bar.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="terminal">Where the bar would be.</param>
    /// <param name="name">What is being done.</param>
    /// <param name="work">The work; reports shares from any thread.</param>
    public static T During<T>(Terminal terminal, string name, Func<IProgress<double>?, T> work)
    {
        if (!terminal.IsInteractive)
        {
            return work(null);
        }

        return terminal.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Share(context.AddTask(name, maxValue: 1))));
    }

    private sealed class Share(ProgressTask task) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (task)
            {
                task.Value = Math.Max(task.Value, value);
            }
        }
    }
}
