using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.Trainers;

/// <summary>Turns the arguments of the catalog's short overloads into options.</summary>
internal static class NetworkTrainerOptionsExtensions
{
    public static TOptions With<TOptions>(
        this TOptions options,
        string labelColumnName,
        string featureColumnName,
        string? exampleWeightColumnName,
        IReadOnlyList<int>? hiddenLayers,
        int? numberOfEpochs,
        double? learningRate)
        where TOptions : NetworkTrainerOptions => options with
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            HiddenLayers = hiddenLayers ?? options.HiddenLayers,
            NumberOfEpochs = numberOfEpochs ?? options.NumberOfEpochs,
            LearningRate = learningRate is double rate ? new Cosine(rate) : options.LearningRate,
        };
}
