using System.Text.Json.Nodes;
using MLNetLandscape.Analysis.Models;

namespace MLNetLandscape.Cli.Json;

/// <summary>A comparison of models as JSON; docs/cli.md describes the fields.</summary>
internal static class ModelComparisonJson
{
    /// <summary>The whole document.</summary>
    public static JsonObject Build(IReadOnlyList<string> paths, ModelComparison comparison) => new()
    {
        ["format"] = "mlnetlandscape.modelComparison",
        ["version"] = 1,
        ["thresholds"] = Numbers(comparison.Options.Thresholds),
        ["zeroLoss"] = JsonNumber.Of(comparison.ZeroLoss),
        ["majorityAccuracy"] = JsonNumber.Of(comparison.MajorityAccuracy),
        ["models"] = new JsonArray([.. comparison.Models.Zip(paths, (model, path) => (JsonNode)new JsonObject
        {
            ["path"] = path,
            ["objective"] = JsonNumber.Of(model.Objective),
            ["loss"] = JsonNumber.Of(model.Loss),
            ["metric"] = JsonNumber.Of(model.Metric),
            ["constant"] = model.IsConstant,
            ["deadUnits"] = new JsonArray([.. model.Activity.Select(layer => (JsonNode)new JsonObject { ["layer"] = layer.Layer, ["units"] = layer.Units, ["dead"] = layer.Dead })]),
        })]),
        ["pairs"] = new JsonArray([.. comparison.Pairs.Select(pair => (JsonNode)Pair(pair))]),
        ["remarks"] = new JsonArray([.. comparison.Remarks.Select(remark => (JsonNode)remark)]),
    };

    private static JsonObject Pair(PairFigures pair) => new()
    {
        ["first"] = pair.First + 1,
        ["second"] = pair.Second + 1,
        ["agreement"] = JsonNumber.Of(pair.Agreement),
        ["outputDifference"] = JsonNumber.Of(pair.OutputDifference),
        ["distance"] = JsonNumber.Of(pair.Distance),
        ["alignedDistance"] = JsonNumber.Of(pair.AlignedDistance),
        ["shareBeyond"] = Numbers(pair.ShareBeyond),
        ["alignedShareBeyond"] = pair.AlignedShareBeyond is { } shares ? Numbers(shares) : null,
        ["line"] = Path(pair.Line),
        ["alignedLine"] = Path(pair.AlignedLine),
        ["curve"] = Path(pair.Curve),
    };

    private static JsonObject? Path(PathProfile? path) => path is null ? null : new JsonObject
    {
        ["barrier"] = JsonNumber.Of(path.Barrier),
        ["t"] = Numbers(path.Positions),
        ["values"] = Numbers(path.Values),
    };

    private static JsonArray Numbers(IEnumerable<double> values) => JsonNumber.Array(values.Select(value => (double?)value));
}
