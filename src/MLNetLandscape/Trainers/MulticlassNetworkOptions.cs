using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Trainers;

/// <summary>What a <see cref="MulticlassNetworkTrainer"/> is asked for. The loss is the cross entropy of a softmax.</summary>
public sealed record MulticlassNetworkOptions : NetworkTrainerOptions
{
    /// <inheritdoc/>
    internal override Loss TrainingLoss => new SoftmaxCrossEntropy();
}
