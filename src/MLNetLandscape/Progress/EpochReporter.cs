using System.Globalization;
using System.Text;
using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Progress;

/// <summary>Passes each epoch on: to the user's progress, the meter, and the context's log.</summary>
internal sealed class EpochReporter(string trainer, IChannel channel, IProgress<EpochProgress>? progress) : IProgress<EpochProgress>
{
    /// <summary>About as many lines as one reads.</summary>
    private const int LogLines = 20;

    public void Report(EpochProgress value)
    {
        progress?.Report(value);
        TrainingMetrics.Record(trainer, value.Record);
        int interval = Math.Max(1, value.Epochs / LogLines);
        if (value.Record.Epoch % interval == 0 || value.Record.Epoch is 1 || value.Record.Epoch == value.Epochs)
        {
            channel.Info(MessageSensitivity.None, "{0}", Describe(value));
        }
    }

    private static string Describe(EpochProgress value)
    {
        EpochRecord record = value.Record;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Epoch {record.Epoch} of {value.Epochs}: objective {record.RunningObjective:G5}");
        if (record.Validation is Evaluation validation)
        {
            text.Append(CultureInfo.InvariantCulture, $", validation loss {validation.Loss:G5}, best epoch {value.BestEpoch}");
        }

        if (record.Neuron is { } neuron)
        {
            text.Append(CultureInfo.InvariantCulture, $", neuron's scale {neuron.Scale:G3}");
        }

        return text.ToString();
    }
}
