using System.Globalization;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Cli.Output;

/// <summary>A finished sweep of lambda with all that its renderings say about it.</summary>
internal sealed record Sweep
{
    /// <summary>The path of the data, as the user gave it or as it was found.</summary>
    public required string DataPath { get; init; }

    /// <summary>The data.</summary>
    public required CsvLoadResult Source { get; init; }

    /// <summary>The settings as the command line writes them.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>What was found.</summary>
    public required LambdaSweepResult Result { get; init; }

    /// <summary>The network without the neuron, then every lambda.</summary>
    public IEnumerable<LambdaSweepPoint> Points => Result.Points.Prepend(Result.Plain);

    /// <summary>Which lambda to take.</summary>
    public string Headline => Result is { Best: { Accuracy: { } best } at, Chosen: { Accuracy: { } mean } chosen }
        ? at.StandardError is { } error
            ? string.Create(CultureInfo.InvariantCulture,
                $"lambda = {chosen.Lambda}: the largest whose mean accuracy, {mean.Mean:0.0000}, is within one standard error, {error:0.0000}, of the best, {best.Mean:0.0000} at lambda = {at.Lambda}.")
            : string.Create(CultureInfo.InvariantCulture, $"lambda = {chosen.Lambda} has the highest accuracy, {best.Mean:0.0000}, of one run; take more runs for its standard error.")
        : $"Every training with the neuron broke down. The first said: {Result.Points[0].Runs[0].Training.Message}";

    /// <summary>What to read with it.</summary>
    public IReadOnlyList<string> Remarks => [.. new[] { Effect, Optimism, Failures }.OfType<string>(), .. Result.DataWarnings];

    private string? Effect => Result.Chosen?.DifferenceTo(Result.Plain) is { Lower: { } lower, Upper: { } upper } change
        ? string.Create(CultureInfo.InvariantCulture,
            $"Run by run on the same split, the neuron at that lambda changes the accuracy by {change.Mean:+0.0000;-0.0000;0.0000} on average (90 % interval {lower:+0.0000;-0.0000;0.0000} to {upper:+0.0000;-0.0000;0.0000}) against the network without it.")
        : null;

    private string? Optimism => Result is { Best: not null, Points.Count: > 1 }
        ? "Accuracies are those after the last epoch. The best lambda was chosen on the rows that they are measured on, so its mean is optimistic; splits share rows, so standard errors are somewhat too small (Nadeau and Bengio, Machine Learning 52, 2003)."
        : null;

    private string? Failures => Points.Sum(point => point.Failures) is > 0 and int count
        ? $"{CountText.Of(count, "training")} of {Points.Sum(point => point.Runs.Count)} broke down; the means leave them out."
        : null;

    /// <summary>A point's lambda in words.</summary>
    public static string Name(LambdaSweepPoint point) => point.Lambda is { } lambda ? lambda.ToString(CultureInfo.InvariantCulture) : "no neuron";

    /// <summary>The table of all points.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["lambda", "Runs", "Mean", "Deviation", "Standard error", "Against no neuron", ""];

    /// <summary>Its rows, one a point.</summary>
    public IEnumerable<string[]> Rows => Points.Select(point => new[]
    {
        Name(point), (point.Accuracy?.Count ?? 0).ToString(CultureInfo.InvariantCulture), Figures.Accuracy(point.Accuracy?.Mean), Figures.Accuracy(point.Accuracy?.StandardDeviation),
        Figures.Accuracy(point.StandardError), Figures.Difference(Difference(point)?.Mean), Mark(point),
    });

    /// <summary>A mean difference to the network without the neuron.</summary>
    public MeanInterval? Difference(LambdaSweepPoint point) => point.Lambda is null ? null : point.DifferenceTo(Result.Plain);

    private string Mark(LambdaSweepPoint point) => (ReferenceEquals(point, Result.Chosen), ReferenceEquals(point, Result.Best)) switch
    {
        (true, true) => "best, chosen",
        (true, false) => "chosen",
        (false, true) => "best",
        _ => "",
    };
}
