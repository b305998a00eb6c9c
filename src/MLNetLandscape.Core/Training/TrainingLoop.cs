using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Training;

/// <summary>Trains an engine's model.</summary>
public static class TrainingLoop
{
    /// <summary>Trains for the epochs asked for, or until a reason to stop.</summary>
    public static TrainingResult Run(
        ITrainingEngine engine,
        IBatchSource training,
        IBatchSource? validation,
        TrainingOptions options,
        IProgress<EpochProgress>? progress = null,
        CancellationToken cancellation = default) => throw new NotImplementedException();
}
