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
            return $"The {extreme} mean validation {MetricName}, {Figures.Metric(metric.Mean)}, is at lambda = {Figures.Lambda(best.Lambda)} ({Count(metric.Count, "seed")}{interval}).{Ties(metric)}";
        }
    }

    /// <summary>What a careful reader should add.</summary>
    public IReadOnlyList<string> Remarks => [.. new[] { Effect(), Optimism(), Spread(), Failures() }.OfType<string>()];

    /// <summary>Small validation parts have few possible accuracies, so that several lambdas often share the best one.</summary>
    private string Ties(MeanInterval best)
    {
        SweepPoint[] equal = [.. result.Points.Where(point => point.Metric?.Mean == best.Mean)];
        return equal.Length == 1 ? "" : $" {equal.Length} of {Count(result.Points.Count, "value")} of lambda share it, the largest {Figures.Lambda(equal[^1].Lambda)}.";
    }

    private string? Effect()
    {
        if (result.Best is not { Difference: { } difference } best)
        {
            return null;
        }

        string change = $"At lambda = {Figures.Lambda(best.Lambda)} the neuron changes the {MetricName} by {Figures.Difference(difference.Mean)} on average against the network without it, on the same splits";
        return difference.HalfWidth is null ? change + "." : $"{change} ({Figures.Percent(difference.Confidence)} interval {Figures.Interval(difference, Figures.Difference)}). {Reading(difference)}";
    }

    private string Reading(MeanInterval difference)
    {
        if (!(difference.Lower > 0 || difference.Upper < 0))
        {
            return "The interval holds zero: no effect is shown, nor is it shown that there is none.";
        }

        return result.Points.Count == 1
            ? "The interval leaves out zero. It assumes a normal distribution, which a few seeds cannot confirm."
            : $"The interval leaves out zero; but of {result.Points.Count} values of lambda the best was taken, so that happens by chance more often than its confidence says.";
    }

    private string? Optimism()
    {
        bool chooses = result.Points.Count > 1, restores = result.Runs.Any(run => run.KeptEpoch < run.Epochs);
        string? chosen = chooses && restores ? "The best lambda and every run's epoch were" : chooses ? "The best lambda was" : restores ? "Every run's epoch was" : null;
        return chosen is null
            ? null
            : $"{chosen} chosen on the rows that the {MetricName} is measured on, so it is optimistic. To know the {MetricName} on new data, hold out other rows.";
    }

    private string? Spread() => result.Points.Any(point => point.Metric?.Count > 1)
        ? "The splits of different seeds share rows, so the intervals are somewhat too narrow (Nadeau and Bengio, Machine Learning 52, 2003)."
        : null;

    private string? Failures() => result.Runs.FirstOrDefault(run => run.Metric is null) is { } first
        ? $"Broke down: {result.Runs.Count(run => run.Metric is null)} of {result.Runs.Count} trainings, left out of the means. At lambda = {Figures.Lambda(first.Lambda)}, seed {first.Seed}: {first.Message}"
        : null;

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
