using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>Turns what trials report into a share of the work and a time left.</summary>
internal sealed class ProgressMeter(
    IReadOnlyDictionary<string, double> costs, TimeProvider time, IProgress<ExperimentProgress> listener) : IProgress<StudyProgress>
{
    /// <summary>The share from which on the time left is more than a guess.</summary>
    private const double LeastShare = 0.002;

    private readonly Lock gate = new();
    private readonly Dictionary<string, double> shares = new(StringComparer.Ordinal);
    private readonly double all = costs.Values.Sum();
    private readonly long start = time.GetTimestamp();
    private double? first;
    private double last;

    /// <inheritdoc/>
    public void Report(StudyProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (gate)
        {
            if (value.Latest is { } step && step.Total > 0)
            {
                shares[step.Key] = costs[step.Key] * step.Completed / step.Total;
            }

            // Which trials are done is not told, only how many. Of those that reported, all are that are complete or cannot be running; the rest of them, such as
            // those of an earlier run, count by the mean cost of the trials that did not report.
            int finished = Math.Max(shares.Count(entry => entry.Value >= costs[entry.Key]), shares.Count - value.Running);
            int unreported = costs.Count - shares.Count;
            double mean = (all - shares.Keys.Sum(key => costs[key])) / Math.Max(1, unreported);
            double silent = mean * Math.Clamp(value.Done - finished, 0, unreported);
            double share = value.Done == value.Total ? 1 : Math.Clamp((shares.Values.Sum() + silent) / all, last, 1);
            last = share;
            first ??= share;
            double done = share - first.Value;
            TimeSpan? left = done > LeastShare ? time.GetElapsedTime(start) * ((1 - share) / done) : null;
            listener.Report(new ExperimentProgress(value.Done, value.Total, share, left));
        }
    }
}
