namespace MLNetLandscape.Core.Training;

/// <summary>The loop's own part of a checkpoint; best epoch and patience follow from the history.</summary>
/// <param name="History">The complete epochs.</param>
/// <param name="StepsOfLastEpoch">Steps of the last of them.</param>
internal sealed record Checkpoint(IReadOnlyList<EpochRecord> History, long StepsOfLastEpoch);
