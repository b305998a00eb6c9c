using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>What became of a training.</summary>
/// <param name="Model">The model as text; null if the training was hopeless and stopped.</param>
/// <param name="Curve">The validation metric of each epoch; higher is better.</param>
/// <param name="Epochs">What was reported after each epoch, without its time.</param>
internal sealed record NetworkFitResult(string? Model, IReadOnlyList<double> Curve, IReadOnlyList<EpochProgress> Epochs);
