using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>A network to train on one fold.</summary>
/// <param name="Trainer">The trainer.</param>
/// <param name="Data">The fold, as the steps before the trainer leave it.</param>
/// <param name="Thresholds">For each epoch, below what the training is hopeless; null lets it run to its end.</param>
internal sealed record FoldTask(ILandscapeTrainer Trainer, TrialFold Data, IReadOnlyList<double>? Thresholds);
