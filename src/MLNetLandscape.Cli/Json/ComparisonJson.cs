using System.Text.Json.Nodes;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Cli.Json;

/// <summary>A comparison as JSON. Names and meanings are documented in docs/cli.md; fields may be added, never renamed, within a version.</summary>
internal static class ComparisonJson
{
    /// <summary>The value of "format".</summary>
    public const string Format = "mlnetlandscape.comparison";

    /// <summary>The value of "version"; rises when a field changes its name or meaning.</summary>
    public const int Version = 1;

    /// <summary>The whole document as text.</summary>
    public static string Write(Study study) => JsonText.Of(Build(study));

    /// <summary>The whole document. Everything that differs between equal runs is under "times" and "environment".</summary>
    public static JsonObject Build(Study study) => new()
    {
        ["format"] = Format,
        ["version"] = Version,
        ["data"] = Data(study),
        ["settings"] = new JsonObject(study.Settings.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
        ["parameters"] = new JsonObject { ["base"] = study.Result.BaseParameters, ["neuron"] = study.Result.NeuronParameters },
        ["verdict"] = new JsonObject
        {
            ["kind"] = JsonText.Name(study.Verdict.Kind),
            ["headline"] = study.Verdict.Headline,
            ["remarks"] = Texts(study.Verdict.Remarks),
        },
        ["test"] = Test(study.Result.Test),
        ["difference"] = Interval(study.Result.DifferenceInterval),
        ["arms"] = new JsonObject
        {
            ["plain"] = ComparisonArmJson.Build(study.Result.Plain),
            ["withNeuron"] = ComparisonArmJson.Build(study.Result.WithNeuron),
        },
        ["warnings"] = new JsonObject { ["theory"] = Texts(study.Result.TheoryWarnings), ["data"] = Texts(study.DataRemarks) },
        ["environment"] = EnvironmentOf(study.Environment),
        ["times"] = new JsonObject { ["started"] = study.Started.ToString("O"), ["seconds"] = study.Elapsed.TotalSeconds },
    };

    /// <summary>A mean and its interval; null without one.</summary>
    public static JsonObject? Interval(MeanInterval? interval) => interval is null ? null : new JsonObject
    {
        ["count"] = interval.Count,
        ["mean"] = JsonNumber.Of(interval.Mean),
        ["standardDeviation"] = JsonNumber.Of(interval.StandardDeviation),
        ["lower"] = JsonNumber.Of(interval.Lower),
        ["upper"] = JsonNumber.Of(interval.Upper),
        ["confidence"] = interval.Confidence,
    };

    private static JsonObject Data(Study study) => new()
    {
        ["path"] = study.DataPath.Replace('\\', '/'),
        ["rows"] = study.Source.Data.Rows,
        ["features"] = Texts(study.Source.Data.FeatureNames),
        ["label"] = study.Source.LabelName,
        ["negativeClass"] = study.Source.Data.ClassNames[0],
        ["positiveClass"] = study.Source.Data.ClassNames[1],
        ["negativeRows"] = study.ClassRows.Negative,
        ["positiveRows"] = study.ClassRows.Positive,
        ["skippedRows"] = study.Source.SkippedRows,
        ["constantFeatures"] = Texts(study.Source.ConstantFeatures),
        ["ignoredColumns"] = Texts(study.Source.IgnoredColumns),
    };

    private static JsonObject? Test(MannWhitneyResult? test) => test is null ? null : new JsonObject
    {
        ["name"] = "Mann-Whitney",
        ["method"] = JsonText.Name(test.Method),
        ["ties"] = test.HasTies,
        ["uWithNeuron"] = test.U,
        ["uPlain"] = test.OtherU,
        ["pTwoSided"] = test.TwoSidedP,
        ["pNeuronLower"] = test.LessP,
        ["pNeuronHigher"] = test.GreaterP,
    };

    private static JsonObject EnvironmentOf(RunEnvironment environment) => new()
    {
        ["version"] = environment.Version,
        ["runtime"] = environment.Runtime,
        ["system"] = environment.System,
        ["architecture"] = environment.Architecture,
        ["cores"] = environment.Cores,
        ["threads"] = environment.Threads,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
