using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Training;

/// <summary>What one epoch of training did.</summary>
public sealed record EpochRecord
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The learning rate of its last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The mean of its batches' objectives, each taken before its step and weighted by its rows.</summary>
    public required double RunningObjective { get; init; }

    /// <summary>The figures on the training data at the end of the epoch; null where that was switched off.</summary>
    public Evaluation? Training { get; init; }

    /// <summary>The figures on the validation data at the end of the epoch; null without any.</summary>
    public Evaluation? Validation { get; init; }

    /// <summary>The neuron's state at the end of the epoch: on the training data, or else on the validation data; null without a neuron or an evaluation.</summary>
    public NeuronTrace? Neuron => Training?.Neuron ?? Validation?.Neuron;

    /// <summary>How long it took, evaluations included. Not part of what repeats bit for bit.</summary>
    public TimeSpan Elapsed { get; init; }
}
