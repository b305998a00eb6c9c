using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>What a <see cref="TorchRegressionTrainer"/> is asked for.</summary>
public sealed record TorchRegressionOptions : TorchTrainerOptions
{
    /// <summary>The loss: squared or Huber, of the scaled label where <see cref="StandardizeLabel"/> is on.</summary>
    public Loss Loss { get; init; } = new Squared();

    /// <summary>
    /// Whether to train on the label scaled to mean 0 and deviation 1, so that the learning rate and Huber's threshold suit any unit. Scores come
    /// in the label's own unit; the figures of the history are those of the scaled label.
    /// </summary>
    public bool StandardizeLabel { get; init; } = true;

    /// <inheritdoc/>
    internal override Loss TrainingLoss => Loss;
}
