using MLNetLandscape.Core.Schedules;
using MLNetLandscape.TorchSharp.Factories;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>Turns the arguments of the catalog's short overloads into options.</summary>
internal static class TorchTrainerOptionsExtensions
{
    public static TOptions With<TOptions>(
        this TOptions options,
        ITorchModuleFactory factory,
        string labelColumnName,
        string featureColumnName,
        string? exampleWeightColumnName,
        IReadOnlyList<long>? featureShape,
        int? numberOfEpochs,
        double? learningRate)
        where TOptions : TorchTrainerOptions => options with
        {
            Factory = factory,
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            FeatureShape = featureShape,
            NumberOfEpochs = numberOfEpochs ?? options.NumberOfEpochs,
            LearningRate = learningRate is double rate ? new Cosine(rate) : options.LearningRate,
        };
}
