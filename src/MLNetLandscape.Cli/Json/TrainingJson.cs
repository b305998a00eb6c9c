using System.Text.Json.Nodes;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Cli.Training;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Json;

/// <summary>A training as JSON; docs/cli.md describes the fields.</summary>
internal static class TrainingJson
{
    /// <summary>The value of "format".</summary>
    public const string Format = "mlnetlandscape.training";

    /// <summary>The value of "version".</summary>
    public const int Version = 1;

    /// <summary>The whole document as text.</summary>
    public static string Write(
        string path, CsvLoadResult source, TrainingJob job, TrainedNetwork trained, IEnumerable<KeyValuePair<string, string>> settings) =>
        JsonText.Of(new JsonObject
        {
            ["format"] = Format,
            ["version"] = Version,
            ["data"] = new JsonObject
            {
                ["path"] = path.Replace('\\', '/'),
                ["rows"] = source.Data.Rows,
                ["trainingRows"] = job.Training.Rows,
                ["validationRows"] = job.Validation?.Rows ?? 0,
                ["features"] = new JsonArray([.. source.Data.FeatureNames.Select(name => (JsonNode?)name)]),
                ["label"] = source.LabelName,
                ["classes"] = new JsonArray([.. source.Data.ClassNames.Select(name => (JsonNode?)name)]),
                ["skippedRows"] = source.SkippedRows,
            },
            ["task"] = source.Task.ToString().ToLowerInvariant(),
            ["loss"] = LossSyntax.Format(job.Loss),
            ["settings"] = new JsonObject(settings.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
            ["parameters"] = trained.Network.Layout.Count,
            ["pretraining"] = Pretraining(trained.Pretraining),
            ["ended"] = trained.Ended,
            ["failure"] = trained.Failure,
            ["keptEpoch"] = trained.KeptEpoch,
            ["training"] = Figures(trained.OnTraining),
            ["validation"] = trained.OnValidation is null ? null : Figures(trained.OnValidation),
            ["neuron"] = Neuron(trained.OnTraining.Neuron),
            ["history"] = HistoryJson.Build(trained.History),
        });

    private static JsonObject Figures(Evaluation evaluation) => new()
    {
        ["objective"] = JsonNumber.Of(evaluation.Objective),
        ["loss"] = JsonNumber.Of(evaluation.Loss),
        ["baseLoss"] = JsonNumber.Of(evaluation.BaseLoss),
        ["metric"] = JsonNumber.Of(evaluation.Metric),
    };

    private static JsonObject? Pretraining(NetworkPretrainingResult? result) => result is null ? null : new JsonObject
    {
        ["rows"] = result.Rows,
        ["meanSquaredError"] = JsonNumber.Of(result.MeanSquare),
        ["idleNeurons"] = result.IdleNeurons,
        ["sumsOfSquares"] = new JsonArray([.. result.Steps.Select(step => JsonNumber.Of(step.SumOfSquares))]),
    };

    private static JsonObject? Neuron(NeuronTrace? trace) => trace is null ? null : new JsonObject
    {
        ["scale"] = JsonNumber.Of(trace.Scale),
        ["bias"] = JsonNumber.Of(trace.Bias),
        ["weightNorm"] = JsonNumber.Of(trace.WeightNorm),
        ["largestTerm"] = JsonNumber.Of(trace.LargestTerm),
        ["clampedExponents"] = trace.ClampedExponents,
    };
}
