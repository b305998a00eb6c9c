using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Reports;

/// <summary>A figure over the epochs, summarised over runs: mean, smallest and largest.</summary>
/// <param name="Epochs">The epochs, ascending.</param>
/// <param name="Mean">The mean over runs; NaN where no run has a finite value.</param>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
internal sealed record EpochCurve(IReadOnlyList<double> Epochs, IReadOnlyList<double> Mean, IReadOnlyList<double> Low, IReadOnlyList<double> High)
{
    /// <summary>More points than a chart has pixels only make the file larger.</summary>
    private const int MostPoints = 400;

    /// <summary>Summarises a figure. Runs that ended early count as long as they lasted.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="figure">The figure of an epoch; null or not finite where it has none.</param>
    public static EpochCurve Of(IReadOnlyList<ComparisonRun> runs, Func<EpochRecord, double?> figure)
    {
        int last = runs.Select(run => run.History.Count).DefaultIfEmpty(0).Max();
        int stride = (last + MostPoints - 1) / MostPoints;
        List<double> epochs = [], mean = [], low = [], high = [];
        for (int start = 0; start < last; start += stride)
        {
            // Thinned curves keep the extremes of each stretch, so that no peak gets lost.
            int end = Math.Min(start + stride, last);
            double[] values = [.. runs.SelectMany(run => Slice(run, start, end)).Select(record => figure(record) ?? double.NaN).Where(double.IsFinite)];
            epochs.Add(end);
            mean.Add(values.Length == 0 ? double.NaN : values.Average());
            low.Add(values.Length == 0 ? double.NaN : values.Min());
            high.Add(values.Length == 0 ? double.NaN : values.Max());
        }

        return new EpochCurve(epochs, mean, low, high);
    }

    private static IEnumerable<EpochRecord> Slice(ComparisonRun run, int start, int end) =>
        run.History.Skip(start).Take(end - start);
}
