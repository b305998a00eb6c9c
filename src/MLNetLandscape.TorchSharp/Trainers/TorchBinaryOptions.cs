using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>What a <see cref="TorchBinaryTrainer"/> is asked for.</summary>
public sealed record TorchBinaryOptions : TorchTrainerOptions
{
    /// <summary>
    /// The loss: the logistic, by default, whose score is the log-odds; or the polynomial hinge, which the theory of the exponential neuron is about, and whose
    /// probabilities are calibrated after training.
    /// </summary>
    public MarginLoss Loss { get; init; } = new Logistic();

    /// <inheritdoc/>
    internal override Loss TrainingLoss => Loss;
}
