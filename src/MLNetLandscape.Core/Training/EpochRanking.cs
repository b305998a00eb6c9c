namespace MLNetLandscape.Core.Training;

/// <summary>Finds the best epoch and counts the patience, from the history alone: a resumed training ranks its history again.</summary>
internal sealed class EpochRanking(EarlyStopping? stopping, Metric metric)
{
    private double best = double.NaN;
    private int epochs;

    /// <summary>The best epoch, from 1; 0 before the first.</summary>
    internal int BestEpoch { get; private set; }

    /// <summary>Whether early stopping's patience is exhausted.</summary>
    internal bool IsExhausted => stopping is not null && epochs - BestEpoch >= stopping.Patience;

    /// <summary>Ranks the next epoch and tells whether it is the best so far. Of equal figures the first stays the best.</summary>
    internal bool Add(EpochRecord record)
    {
        epochs++;
        double figure = Monitored(record);
        bool improves = double.IsNaN(best) ? BestEpoch == 0 || !double.IsNaN(figure) : best - figure > (stopping?.MinimumImprovement ?? 0);
        if (improves)
        {
            (best, BestEpoch) = (figure, record.Epoch);
        }

        return improves;
    }

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
