using System.Globalization;
using System.Text.Json;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>The settings that a sweep's figures depend on, by name. Threads, listeners and tokens are not among them.</summary>
internal static class SweepSettings
{
    /// <summary>The settings, in the order to show them.</summary>
    public static IReadOnlyDictionary<string, string> Of(NetworkTrainerOptions options, double? validationFraction)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["task"] = options.GetType().Name.Replace("NetworkOptions", "", StringComparison.Ordinal).ToLowerInvariant(),
            ["columns"] = string.Join(", ", new[] { options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName }.OfType<string>()),
            ["hidden layers"] = Json(options.HiddenLayers),
            ["activation"] = Json(options.Activation),
            ["neuron"] = Json(options.Neuron),
            ["loss"] = Json(LossOf(options)),
            ["dropout"] = Number(options.Dropout),
            ["L1"] = Number(options.L1Regularization),
            ["L2"] = Number(options.L2Regularization),
            ["optimizer"] = Json(options.Optimizer),
            ["learning rate"] = Json(options.LearningRate),
            ["epochs"] = options.NumberOfEpochs.ToString(CultureInfo.InvariantCulture),
            ["batch size"] = options.BatchSize.ToString(CultureInfo.InvariantCulture),
            ["gradient clip norm"] = options.GradientClipNorm is { } norm ? Number(norm) : "none",
            ["early stopping"] = Json(options.EarlyStopping),
            ["missing values"] = Json(options.MissingValues),
            ["standardize"] = Json(options.Standardize),
            ["rows"] = options.Stream ? $"streamed, shuffle buffer of {options.ShuffleBufferRows}" : "in memory",
            ["validation"] = validationFraction is { } fraction ? Number(fraction) + " of the rows" : "data of its own",
        };
        if (options is RegressionNetworkOptions regression)
        {
            settings["standardize label"] = Json(regression.StandardizeLabel);
        }

        return settings;
    }

    /// <summary>The loss of the task; null for classes, whose loss is always the cross entropy of a softmax.</summary>
    private static Loss? LossOf(NetworkTrainerOptions options) => options switch
    {
        BinaryNetworkOptions binary => binary.Loss,
        RegressionNetworkOptions regression => regression.Loss,
        _ => new SoftmaxCrossEntropy(),
    };

    private static string Json<TValue>(TValue value) => value is null ? "none" : JsonSerializer.Serialize(value, JsonFormat.Compact);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
