namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>How a training ended.</summary>
public sealed record UseTrialResult
{
    /// <summary>The recurrent network's best validation accuracy, or the accuracy on test rows of the epoch that a stopping rule kept, or the share of samples near a mode.</summary>
    public required double Score { get; init; }

    /// <summary>The epoch of the best accuracy, the epochs that were run, or the modes that are hit.</summary>
    public required int Count { get; init; }

    /// <summary>The epoch that was kept.</summary>
    public int Kept { get; init; }

    /// <summary>The loss: on training rows, or on test rows where stopping rules are compared.</summary>
    public double Loss { get; init; }

    /// <summary>The same without the neuron.</summary>
    public double BaseLoss { get; init; }

    /// <summary>|a| at the end, or at the epoch that was kept; 0 without a neuron.</summary>
    public double Scale { get; init; }

    /// <summary>The largest |a exp(w'x + b)| on the data then.</summary>
    public double LargestTerm { get; init; }

    /// <summary>Whether the guard said that the neuron diverges.</summary>
    public bool Warned { get; init; }
}
