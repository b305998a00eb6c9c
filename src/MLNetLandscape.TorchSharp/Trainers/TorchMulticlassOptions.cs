using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>What a <see cref="TorchMulticlassTrainer"/> is asked for. The loss is the cross entropy of a softmax: the module's outputs are logits.</summary>
public sealed record TorchMulticlassOptions : TorchTrainerOptions
{
    /// <inheritdoc/>
    internal override Loss TrainingLoss => new SoftmaxCrossEntropy();
}
