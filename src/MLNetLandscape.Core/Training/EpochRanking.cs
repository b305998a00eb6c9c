using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Training;

/// <summary>Finds the best epoch and counts the patience, from the history alone: a resumed training ranks its history again.</summary>
internal sealed class EpochRanking(EarlyStopping? stopping, Metric metric)
{
    private double best = double.NaN;
    private NeuronTrace? bestTrace;
    private NeuronTrace? divergingTrace;
    private int divergingEpoch;
    private int epochs;

    /// <summary>The best epoch, from 1; 0 before the first.</summary>
    internal int BestEpoch { get; private set; }

    /// <summary>Whether early stopping's patience is exhausted.</summary>
    internal bool IsExhausted => stopping is not null && epochs - BestEpoch >= stopping.Patience;

    /// <summary>For a scale that only seemed to vanish: what happened since the best epoch. Null otherwise.</summary>
    internal string? Warning => divergingTrace is null
        ? null
        : $"In epoch {divergingEpoch} the neuron's scale was {Figure(divergingTrace.Scale)}, smaller than {Figure(bestTrace!.Scale)} in epoch {BestEpoch}, but its largest term on the data had grown "
            + $"from {Figure(bestTrace.LargestTerm)} to {Figure(divergingTrace.LargestTerm)}: the neuron diverges while its scale vanishes, which does not show a minimum. "
            + "Compare the losses with and without the neuron; raise Lambda, or clip the neuron's gradient.";

    private bool WatchesScale => stopping?.Monitor == MonitoredFigure.NeuronScale;

    /// <summary>Ranks the next epoch and tells whether it is the best so far. Of equal figures the first stays the best.</summary>
    /// <exception cref="ArgumentException">The neuron's scale is to be watched, but nothing tells it.</exception>
    internal bool Add(EpochRecord record)
    {
        epochs++;
        NeuronTrace? trace = WatchesScale ? Trace(record) : null;
        double figure = trace is null ? Monitored(record) : Math.Abs(trace.Scale);
        bool improves = double.IsNaN(best) ? BestEpoch == 0 || !double.IsNaN(figure) : best - figure > (stopping?.MinimumImprovement ?? 0);
        if (improves && trace is not null && trace.LargestTerm > bestTrace?.LargestTerm)
        {
            (divergingTrace, divergingEpoch) = (trace, record.Epoch);
            return false;
        }

        if (improves)
        {
            (best, BestEpoch, bestTrace, divergingTrace) = (figure, record.Epoch, trace, null);
        }

        return improves;
    }

    private static NeuronTrace Trace(EpochRecord record) => record.Neuron ?? throw new ArgumentException(
        "EarlyStopping.Monitor is NeuronScale, but no evaluation tells the scale of an exponential neuron. Give the network a neuron, and set EvaluateTrainingData or pass validation data; "
        + "or watch another figure.");

    private static string Figure(double value) => value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The watched figure, its sign such that smaller is better.</summary>
    private double Monitored(EpochRecord record)
    {
        if (record.Validation is not Evaluation validation)
        {
            return record.Training?.Objective ?? record.RunningObjective;
        }

        if (stopping?.Monitor != MonitoredFigure.ValidationMetric)
        {
            return validation.Loss;
        }

        return metric == Metric.Accuracy ? -validation.Metric : validation.Metric;
    }
}
