using System.Text.Json;
using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;

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

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">The text is not such JSON.</exception>
    public static ModelDetails FromJson(string json) => JsonSerializer.Deserialize<ModelDetails>(json) ?? throw new JsonException("The details are null.");
}
