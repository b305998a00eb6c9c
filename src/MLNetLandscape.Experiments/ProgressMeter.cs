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

            // Which trials are done is not told, only how many: those that reported are among them, and the rest count by the mean cost of those that did not.
            double reported = shares.Keys.Sum(key => costs[key]);
            double silent = (all - reported) / Math.Max(1, costs.Count - shares.Count) * Math.Max(0, value.Done - shares.Count);
            double share = value.Done == value.Total ? 1 : Math.Clamp((shares.Values.Sum() + silent) / all, last, 1);
            last = share;
            first ??= share;
            double done = share - first.Value;
            TimeSpan? left = done > LeastShare ? time.GetElapsedTime(start) * ((1 - share) / done) : null;
            listener.Report(new ExperimentProgress(value.Done, value.Total, share, left));
        }
    }
}
