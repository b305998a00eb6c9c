using MLNetLandscape.Core.Training;
using Spectre.Console;

namespace MLNetLandscape.Cli.Output;

/// <summary>Shows how far a training is, where somebody watches.</summary>
internal static class EpochDisplay
{
    /// <summary>Does the work while a bar shows its epochs; without a person there is no bar.</summary>
    public static TResult During<TResult>(Terminal terminal, int epochs, Func<IProgress<EpochProgress>?, TResult> work)
    {
        if (!terminal.IsInteractive)
        {
            return work(null);
        }

        return terminal.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new EpochBar(context.AddTask("Training", maxValue: epochs))));
    }

    private sealed class EpochBar(ProgressTask task) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value)
        {
            task.Value = value.Record.Epoch;
            Evaluation? shown = value.Record.Validation ?? value.Record.Training;
            task.Description = $"Epoch {value.Record.Epoch}, loss {Figures.General(shown?.Loss ?? value.Record.RunningObjective)}";
        }
    }
}
