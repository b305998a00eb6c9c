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

            // Which trials are done is not told, only how many: those that reported are among them, and the rest count by the mean cost.
            double counted = value.Done * all / Math.Max(1, value.Total);
            double share = Math.Clamp(Math.Max(counted, shares.Values.Sum()) / all, 0, 1);
            first ??= share;
            double done = share - first.Value;
            TimeSpan? left = done > LeastShare ? time.GetElapsedTime(start) * ((1 - share) / done) : null;
            listener.Report(new ExperimentProgress(value.Done, value.Total, share, left));
        }
    }
}
