using System.Text.Json;
using MLNetLandscape.AutoML.Reports;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>What a sweep of lambda found, in the shape of its JSON.</summary>
/// <remarks>
/// The JSON object, stable within a <see cref="Version"/>: <c>version</c>, <c>metric</c> ("accuracy" or "root_mean_squared_error"), <c>settings</c>,
/// <c>points</c> (one a lambda in ascending order: <c>lambda</c>, <c>metric</c> and <c>difference</c> with <c>count</c>, <c>mean</c>,
/// <c>standardDeviation</c>, <c>halfWidth</c> and <c>confidence</c>, and <c>failures</c>), <c>plain</c> (the same, or null), and <c>runs</c>. Numbers are
/// written so that reading gives back the same bits.
/// </remarks>
public sealed record RegularizationSweepResult
{
    /// <summary>The version of the shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What the runs measure.</summary>
    public required Metric Metric { get; init; }

    /// <summary>What was trained: settings of the network and of the validation, by name.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Settings { get; init; }

    /// <summary>One point a lambda, in ascending order.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>The network without a neuron; null if it was not asked for.</summary>
    public SweepPoint? Plain { get; init; }

    /// <summary>Every training, by seed and then lambda.</summary>
    public required IReadOnlyList<SweepRun> Runs { get; init; }

    /// <summary>The point with the best mean, the first of equals; null if every training broke down.</summary>
    /// <remarks>Chosen on the rows that it is measured on, so its mean is optimistic.</remarks>
    public SweepPoint? Best => Metric == Metric.Accuracy
        ? Points.Where(point => point.Metric is not null).MaxBy(point => point.Metric!.Mean)
        : Points.Where(point => point.Metric is not null).MinBy(point => point.Metric!.Mean);

    /// <summary>The result as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonFormat.Indented);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such JSON.</exception>
    public static RegularizationSweepResult FromJson(string json) =>
        JsonSerializer.Deserialize<RegularizationSweepResult>(json, JsonFormat.Indented) ?? throw new JsonException("The result is null.");

    /// <summary>Writes the JSON to a file, in one step.</summary>
    /// <exception cref="IOException">The path cannot be written; the message says why.</exception>
    public void WriteJson(string path) => AtomicFile.WriteText(path, ToJson());

    /// <summary>Writes a report with plots to a file, in one step: one HTML page that needs nothing beside itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">The page's heading, say the name of the data.</param>
    /// <exception cref="IOException">The path cannot be written; the message says why.</exception>
    public void WriteReport(string path, string title = "Sweep of lambda") => AtomicFile.WriteText(path, RegularizationSweepReport.Write(this, title));
}
