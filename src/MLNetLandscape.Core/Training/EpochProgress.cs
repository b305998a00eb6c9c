namespace MLNetLandscape.Core.Training;

/// <summary>Reported after every epoch.</summary>
/// <param name="Record">The epoch's figures.</param>
/// <param name="Epochs">Epochs that the training was asked for.</param>
/// <param name="BestEpoch">The best epoch so far, from 1.</param>
public sealed record EpochProgress(EpochRecord Record, int Epochs, int BestEpoch);
