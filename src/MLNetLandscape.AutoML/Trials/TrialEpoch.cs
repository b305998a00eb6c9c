using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Reported after every epoch of every network of a trial, on the thread that trains.</summary>
/// <param name="TrialId">The trial.</param>
/// <param name="Fold">The fold, from 1.</param>
/// <param name="Folds">Folds of a trial; 1 with validation data.</param>
/// <param name="Epoch">The epoch.</param>
public sealed record TrialEpoch(int TrialId, int Fold, int Folds, EpochProgress Epoch);
