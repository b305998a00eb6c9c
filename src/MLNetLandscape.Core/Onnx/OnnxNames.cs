namespace MLNetLandscape.Core.Onnx;

/// <summary>The names of inputs, outputs and metadata of an exported model; those of outputs are ML.NET's columns.</summary>
public static class OnnxNames
{
    /// <summary>The default name of the input, [N, d]: raw features, one row an example.</summary>
    public const string Features = "features";

    /// <summary>The outputs of the network, [N, K]: a margin for two classes, logits for more, the value for regression.</summary>
    public const string Score = "Score";

    /// <summary>The probability of the positive class, [N, 1].</summary>
    public const string Probability = "Probability";

    /// <summary>The probability of each class, [N, K].</summary>
    public const string Probabilities = "Probabilities";

    /// <summary>The index of the predicted class, [N, 1], 64-bit integers: its place among the class names.</summary>
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>The metadata entry of the task: "binary", "multiclass" or "regression".</summary>
    public const string TaskEntry = "task";

    /// <summary>The metadata entry of the loss that was trained with, a JSON object.</summary>
    public const string LossEntry = "loss";

    /// <summary>The metadata entry of the predicted column's name.</summary>
    public const string LabelNameEntry = "label_name";

    /// <summary>The metadata entry of the feature names, a JSON array in the order of the input's columns.</summary>
    public const string FeatureNamesEntry = "feature_names";

    /// <summary>The metadata entry of the class names, a JSON array.</summary>
    public const string ClassNamesEntry = "class_names";

    /// <summary>What the metadata entries that come from the model's own metadata start with.</summary>
    public const string ModelEntryPrefix = "model.";

    /// <summary>Whether a name is an output's.</summary>
    internal static bool IsOutput(string name) => name is Score or Probability or Probabilities or PredictedLabel;
}
