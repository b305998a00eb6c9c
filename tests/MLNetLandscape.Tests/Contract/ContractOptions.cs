using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Contract;

/// <summary>How long the contracts train.</summary>
internal static class ContractOptions
{
    public static LandscapeTrainerOptions Brief(LandscapeTrainerOptions options) => options with
    {
        NumberOfEpochs = 12,
        BatchSize = 16,
        Seed = 5,
        LearningRate = new Core.Schedules.Constant(0.01),
    };
}
