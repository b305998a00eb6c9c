using MLNetLandscape.Core.Experiments;
using Spectre.Console;

namespace MLNetLandscape.Cli.Output;

/// <summary>Shows how far a comparison is, where somebody watches.</summary>
internal static class ProgressDisplay
{
    /// <summary>Does the work while a bar shows its progress; without a person there is no bar.</summary>
    /// <param name="terminal">Where the bar would be.</param>
    /// <param name="epochs">Epochs of all trainings together.</param>
    /// <param name="work">The work; reports every epoch, from any thread.</param>
    public static ComparisonResult During(Terminal terminal, long epochs, Func<IProgress<ComparisonProgress>?, ComparisonResult> work)
    {
        if (!terminal.IsInteractive)
        {
            return work(null);
        }

        return terminal.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new EpochCounter(context.AddTask("Training", maxValue: epochs))));
    }

    private sealed class EpochCounter(ProgressTask task) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value)
        {
            lock (task)
            {
                task.Increment(1);
                task.Description = $"Run {value.Run} {(value.Arm == ComparisonArm.Plain ? "plain" : "with the neuron")}";
            }
        }
    }
}
