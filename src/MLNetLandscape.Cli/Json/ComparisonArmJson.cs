using System.Text.Json.Nodes;
using MLNetLandscape.Core.Experiments;

namespace MLNetLandscape.Cli.Json;

/// <summary>One arm of a comparison as JSON.</summary>
internal static class ComparisonArmJson
{
    /// <summary>The arm's runs and their summary.</summary>
    public static JsonObject Build(ComparisonArmResult arm) => new()
    {
        ["bestAccuracy"] = ComparisonJson.Interval(arm.Interval),
        ["runs"] = new JsonArray([.. arm.Runs.Select(Run)]),
    };

    private static JsonNode Run(ComparisonRun run) => new JsonObject
    {
        ["run"] = run.Run,
        ["trainingRows"] = run.TrainingRows,
        ["validationRows"] = run.ValidationRows,
        ["bestAccuracy"] = JsonNumber.Of(run.BestAccuracy),
        ["bestEpoch"] = run.BestAccuracyEpoch,
        ["ended"] = JsonText.Name(run.Training.Reason),
        ["message"] = run.Training.Message,
        ["clampedExponents"] = run.ClampedExponents,
        ["history"] = HistoryJson.Build(run.History),
    };
}
