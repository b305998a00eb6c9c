using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Reports;

/// <summary>A sweep in words: what it shows, and what it does not.</summary>
internal sealed class RegularizationSweepVerdict
{
    private readonly RegularizationSweepResult result;

    public RegularizationSweepVerdict(RegularizationSweepResult result)
    {
        this.result = result;
        MetricName = result.Metric == Metric.Accuracy ? "accuracy" : "root mean squared error";
    }

    /// <summary>The metric's name, within a sentence.</summary>
    public string MetricName { get; }

    /// <summary>One sentence.</summary>
    public string Headline
    {
        get
        {
            if (result.Best is not { Metric: { } metric } best)
            {
                return "Every training with the neuron broke down.";
            }

            string extreme = result.Metric == Metric.Accuracy ? "highest" : "lowest";
            string interval = metric.HalfWidth is null ? "" : $", {Figures.Percent(metric.Confidence)} interval {Figures.Interval(metric, Figures.Metric)}";
            return $"The {extreme} mean validation {MetricName}, {Figures.Metric(metric.Mean)}, is at lambda = {Figures.Lambda(best.Lambda)} ({Count(metric.Count, "seed")}{interval}).";
        }
    }

    /// <summary>What a careful reader should add.</summary>
    public IReadOnlyList<string> Remarks => [.. new[] { Effect(), Optimism(), Spread(), Failures() }.OfType<string>()];

    private string? Effect()
    {
        if (result.Best is not { Difference: { } difference } best)
        {
            return null;
        }

        string change = $"At lambda = {Figures.Lambda(best.Lambda)} the neuron changes the {MetricName} by {Figures.Difference(difference.Mean)} on average against the network without it, on the same splits";
        return difference.HalfWidth is null ? change + "." : $"{change} ({Figures.Percent(difference.Confidence)} interval {Figures.Interval(difference, Figures.Difference)}). {Reading(difference)}";
    }

    private string Reading(MeanInterval difference) => difference.Lower > 0 || difference.Upper < 0
        ? $"The interval leaves out zero; but of {Count(result.Points.Count, "value")} of lambda the best was taken, so that happens by chance more often than its confidence says."
        : "The interval holds zero: no effect is shown, nor is it shown that there is none.";

    private string Optimism() =>
        $"The best lambda was chosen on the rows that it is measured on, so its {MetricName} is optimistic. To know the {MetricName} on new data, hold out other rows.";

    private string? Spread() => result.Points.Any(point => point.Metric?.Count > 1)
        ? "The splits of different seeds share rows, so the intervals are somewhat too narrow (Nadeau and Bengio, Machine Learning 52, 2003)."
        : null;

    private string? Failures() => result.Runs.FirstOrDefault(run => run.Metric is null) is { } first
        ? $"Broke down: {result.Runs.Count(run => run.Metric is null)} of {result.Runs.Count} trainings, left out of the means. At lambda = {Figures.Lambda(first.Lambda)}, seed {first.Seed}: {first.Message}"
        : null;

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
