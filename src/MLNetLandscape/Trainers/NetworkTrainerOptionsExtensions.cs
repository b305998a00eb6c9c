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
        where TOptions : NetworkTrainerOptions =>
        options.With(labelColumnName, featureColumnName, exampleWeightColumnName, numberOfEpochs, learningRate) with { HiddenLayers = hiddenLayers ?? options.HiddenLayers };
}
