using System.Text.Json;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>What the trials of a search have in common: the data, the metric, and how they are run.</summary>
internal static class SearchIdentity
{
    /// <summary>The settings by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(
        IDatasetManager data, IReadOnlyList<TrialFold> folds, IEvaluateMetricManager metric, NetworkTrialOptions options, CancellationToken cancellationToken) =>
        new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["data"] = Json(data is ICrossValidateDatasetManager whole
                ? DataFingerprint.OfAll(whole.Dataset, cancellationToken)
                : string.Join(' ', folds.Select(fold => $"{DataFingerprint.OfAll(fold.Training, cancellationToken)} {DataFingerprint.OfAll(fold.Validation, cancellationToken)}"))),
            ["folds"] = Json(folds.Count),
            ["foldSeed"] = Json(options.FoldSeed),
            ["metric"] = Json(metric.MetricName),
            ["abandonment"] = Json(options.Abandonment),
        };

    private static JsonElement Json<TValue>(TValue value) => JsonSerializer.SerializeToElement(value, JsonFormat.Compact);
}
