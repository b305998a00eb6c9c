using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Onnx;

/// <summary>What an exported model says of itself beside the graph.</summary>
internal static class OnnxMetadata
{
    /// <summary>The entries metadata_props, in a fixed order.</summary>
    public static IEnumerable<ProtobufMessage> Entries(SavedModel model)
    {
        yield return Entry(OnnxNames.TaskEntry, TaskName(model));
        yield return Entry(OnnxNames.LossEntry, JsonSerializer.Serialize(model.Loss, JsonFormat.Compact));
        if (model.LabelName.Length > 0)
        {
            yield return Entry(OnnxNames.LabelNameEntry, model.LabelName);
        }

        if (model.FeatureNames.Count > 0)
        {
            yield return Entry(OnnxNames.FeatureNamesEntry, JsonSerializer.Serialize(model.FeatureNames, JsonFormat.Compact));
        }

        if (model.ClassNames.Count > 0)
        {
            yield return Entry(OnnxNames.ClassNamesEntry, JsonSerializer.Serialize(model.ClassNames, JsonFormat.Compact));
        }

        foreach ((string name, string value) in model.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return Entry(OnnxNames.ModelEntryPrefix + name, value);
        }
    }

    /// <summary>The documentation of the input.</summary>
    public static string DescribeInput(SavedModel model, OnnxOptions options) => (model.Standardizer, options.IncludeStandardization) switch
    {
        (null, _) => "Features, as the network takes them.",
        (_, true) => "Raw features; the graph standardises them.",
        _ => "Features that are standardised already; the graph does not.",
    };

    /// <summary>The documentation of the model.</summary>
    public static string Describe(SavedModel model) =>
        $"A neural network for {(model.Task == LearningTask.Regression ? "regression" : $"{TaskName(model)} classification")}.";

    private static string TaskName(SavedModel model) => model.Task.ToString().ToLowerInvariant();

    private static ProtobufMessage Entry(string key, string value) => new ProtobufMessage().Add(1, key).Add(2, value);
}
