using System.Text.Json;
using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Persistence;

/// <summary>What a model has beyond the core's model file, stored there as metadata.</summary>
internal sealed record ModelDetails
{
    /// <summary>The metadata's key; the number is that of the shape below.</summary>
    public const string Key = "MLNetLandscape.Details.1";

    /// <summary>The metadata's key of the history.</summary>
    public const string HistoryKey = "MLNetLandscape.History";

    public required ColumnNames Columns { get; init; }

    public required Regularization Regularization { get; init; }

    /// <summary>For two classes, where the model is calibrated.</summary>
    public PlattScaling? Calibrator { get; init; }

    /// <summary>For regression.</summary>
    public LabelScaling? LabelScaling { get; init; }

    /// <summary>For several classes: the .NET type of the key values, whose texts are the model file's class names; null without key values.</summary>
    public string? KeyValueType { get; init; }

    /// <summary>The details of a model.</summary>
    public static ModelDetails Of(LandscapeModel model) => new()
    {
        Columns = model.Columns,
        Regularization = model.Regularization,
        Calibrator = (model.Scoring as BinaryScoring)?.Calibrator,
        LabelScaling = (model.Scoring as RegressionScoring)?.LabelScaling,
        KeyValueType = (model.Scoring as MulticlassScoring)?.Classes?.ItemType.RawType.Name,
    };

    /// <summary>What the task makes of the model's outputs.</summary>
    /// <exception cref="InvalidDataException">The task or the type of the key values is unknown, or the names are no such values.</exception>
    public ScoringTask CreateScoring(LearningTask task, int outputs, IReadOnlyList<string> classNames) => task switch
    {
        LearningTask.Binary => new BinaryScoring(Calibrator),
        LearningTask.Multiclass => new MulticlassScoring(outputs, KeyValueType is string type ? KeyValueSet.Parse(type, classNames) : null),
        LearningTask.Regression => new RegressionScoring(LabelScaling ?? Data.LabelScaling.None),
        _ => throw new InvalidDataException($"its task {task} is unknown to this version"),
    };

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">The text is not such JSON.</exception>
    public static ModelDetails FromJson(string json) => JsonSerializer.Deserialize<ModelDetails>(json) ?? throw new JsonException("The details are null.");
}
