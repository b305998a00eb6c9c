using System.Text.Json;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>The settings that a sweep's figures depend on, by name. Threads, listeners and tokens are not among them.</summary>
internal static class SweepSettings
{
    /// <summary>The settings, in the order to show them.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(LandscapeTrainerOptions options, double? validationFraction)
    {
        Dictionary<string, JsonElement> settings = new(StringComparer.Ordinal)
        {
            ["task"] = Json(options.GetType().Name.Replace("NetworkOptions", "", StringComparison.Ordinal).ToLowerInvariant()),
            ["columns"] = Json(StoredData.ColumnsOf(options)),
            ["loss"] = Json(options.TrainingLoss),
            ["l1Regularization"] = Json(options.L1Regularization),
            ["l2Regularization"] = Json(options.L2Regularization),
            ["optimizer"] = Json(options.Optimizer),
            ["learningRate"] = Json(options.LearningRate),
            ["epochs"] = Json(options.NumberOfEpochs),
            ["batchSize"] = Json(options.BatchSize),
            ["gradientClipNorm"] = Json(options.GradientClipNorm),
            ["earlyStopping"] = Json(options.EarlyStopping),
            // With early stopping by the neuron's scale it decides on which rows that is measured, and so the epoch to stop at.
            ["evaluateTrainingData"] = Json(options.EvaluateTrainingData),
            ["missingValues"] = Json(options.MissingValues),
            ["standardize"] = Json(options.Standardize),
            ["shuffleBufferRows"] = Json(options.Stream ? options.ShuffleBufferRows : (int?)null),
            ["validationFraction"] = Json(validationFraction),
        };
        if (options is NetworkTrainerOptions network)
        {
            settings["hiddenLayers"] = Json(network.HiddenLayers);
            settings["activation"] = Json(network.Activation);
            settings["neuron"] = Json(network.Neuron);
            settings["dropout"] = Json(network.Dropout);
            settings["pretraining"] = Json(network.Pretraining);
            settings["neuronGradientClipNorm"] = Json(network.NeuronGradientClipNorm);
        }

        if (options is RegressionNetworkOptions regression)
        {
            settings["standardizeLabel"] = Json(regression.StandardizeLabel);
        }

        return settings;
    }

    /// <summary>A value as JSON, a member of a family with its name.</summary>
    public static JsonElement Json<TValue>(TValue value) => JsonSerializer.SerializeToElement(value, JsonFormat.Compact);
}
