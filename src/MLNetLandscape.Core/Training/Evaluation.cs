using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Training;

/// <summary>A model's figures on a data set, in inference mode.</summary>
public sealed record Evaluation
{
    /// <summary>L~: the mean loss with the neuron, plus every penalty.</summary>
    public required double Objective { get; init; }

    /// <summary>The mean loss with the neuron, without penalties.</summary>
    public required double Loss { get; init; }

    /// <summary>L: the mean loss of the base network, the neuron taken away; equal to <see cref="Loss"/> without a neuron.</summary>
    public required double BaseLoss { get; init; }

    /// <summary>The accuracy or the root mean squared error of the whole model.</summary>
    public required double Metric { get; init; }

    /// <summary>Rows evaluated.</summary>
    public required long Rows { get; init; }

    /// <summary>The neuron's state on these rows; null without one.</summary>
    public NeuronTrace? Neuron { get; init; }
}
