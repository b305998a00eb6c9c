using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.Trainers;

/// <summary>Turns the arguments that the short overloads of all trainers have into options.</summary>
internal static class LandscapeTrainerOptionsExtensions
{
    public static TOptions With<TOptions>(
        this TOptions options, string labelColumnName, string featureColumnName, string? exampleWeightColumnName, int? numberOfEpochs, double? learningRate)
        where TOptions : LandscapeTrainerOptions => options with
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfEpochs = numberOfEpochs ?? options.NumberOfEpochs,
            LearningRate = learningRate is double rate ? new Cosine(rate) : options.LearningRate,
        };
}
