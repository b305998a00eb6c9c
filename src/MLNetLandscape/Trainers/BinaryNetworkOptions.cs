using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Trainers;

/// <summary>What a <see cref="BinaryNetworkTrainer"/> is asked for.</summary>
public sealed record BinaryNetworkOptions : NetworkTrainerOptions
{
    /// <summary>Options with the exponential neuron, whose theory is about this task and the default loss, and an L2 penalty of 1e-2.</summary>
    public BinaryNetworkOptions() => (Neuron, L2Regularization) = (new SkipNeuron(), 1e-2);

    /// <summary>The loss: the polynomial hinge, whose probabilities are calibrated after training, or the logistic, whose score is the log-odds.</summary>
    public MarginLoss Loss { get; init; } = new PolynomialHinge();

    /// <inheritdoc/>
    internal override Loss TrainingLoss => Loss;
}
