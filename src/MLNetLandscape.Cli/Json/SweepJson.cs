using System.Text.Json.Nodes;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Experiments;

namespace MLNetLandscape.Cli.Json;

/// <summary>A sweep of lambda as JSON. Names and meanings are documented in docs/cli.md; fields may be added, never renamed, within a version.</summary>
internal static class SweepJson
{
    /// <summary>The value of "format".</summary>
    public const string Format = "mlnetlandscape.sweep";

    /// <summary>The value of "version"; rises when a field changes its name or meaning.</summary>
    public const int Version = 1;

    /// <summary>The whole document as text. Equal commands on equal data give equal documents.</summary>
    public static string Write(Sweep sweep) => JsonText.Of(new JsonObject
    {
        ["format"] = Format,
        ["version"] = Version,
        ["data"] = new JsonObject { ["path"] = sweep.DataPath.Replace('\\', '/'), ["rows"] = sweep.Source.Data.Rows, ["label"] = sweep.Source.LabelName },
        ["settings"] = new JsonObject(sweep.Settings.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
        ["best"] = sweep.Result.Best?.Lambda,
        ["chosen"] = sweep.Result.Chosen?.Lambda,
        ["headline"] = sweep.Headline,
        ["remarks"] = new JsonArray([.. sweep.Remarks.Select(text => (JsonNode?)text)]),
        ["plain"] = Point(sweep, sweep.Result.Plain),
        ["points"] = new JsonArray([.. sweep.Result.Points.Select(point => (JsonNode?)Point(sweep, point))]),
    });

    private static JsonObject Point(Sweep sweep, LambdaSweepPoint point) => new()
    {
        ["lambda"] = point.Lambda,
        ["accuracy"] = ComparisonJson.Interval(point.Accuracy),
        ["standardError"] = point.StandardError,
        ["difference"] = ComparisonJson.Interval(sweep.Difference(point)),
        ["failures"] = point.Failures,
        ["accuracies"] = new JsonArray([.. point.Accuracies.Select(accuracy => (JsonNode?)accuracy)]),
    };
}
