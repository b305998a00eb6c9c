namespace MLNetLandscape.Core.Experiments;

/// <summary>Reported after every epoch of every training, from the thread that trained.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Run">The run, from 1.</param>
/// <param name="Epoch">The epoch that ended, from 1.</param>
/// <param name="Epochs">Epochs of a training.</param>
public readonly record struct ComparisonProgress(ComparisonArm Arm, int Run, int Epoch, int Epochs);
