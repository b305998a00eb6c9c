using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>One training of a sweep. All figures but <see cref="Elapsed"/> repeat bit for bit.</summary>
public sealed record SweepRun
{
    /// <summary>lambda; null for the network without a neuron.</summary>
    public double? Lambda { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The accuracy, or the root mean squared error in the label's unit, on the validation rows, of the parameters that were kept; null if training broke down at once.</summary>
    public double? Metric { get; init; }

    /// <summary>The mean validation loss with the neuron, without penalties.</summary>
    public double? Loss { get; init; }

    /// <summary>The mean validation loss of the network without its neuron.</summary>
    public double? BaseLoss { get; init; }

    /// <summary>The neuron's state on the validation rows; null without one.</summary>
    public NeuronTrace? Neuron { get; init; }

    /// <summary>The epoch whose parameters were kept, from 1.</summary>
    public int KeptEpoch { get; init; }

    /// <summary>Epochs trained.</summary>
    public int Epochs { get; init; }

    /// <summary>Why training ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>For a training that broke down: what happened. Null otherwise.</summary>
    public string? Message { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}
