using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.Trainers;

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
        where TOptions : TorchTrainerOptions
    {
        ArgumentNullException.ThrowIfNull(factory);
        return options.With(labelColumnName, featureColumnName, exampleWeightColumnName, numberOfEpochs, learningRate) with { Factory = factory, FeatureShape = featureShape };
    }
}
