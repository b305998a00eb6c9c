namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>One training.</summary>
public sealed record UseTrialSettings
{
    /// <summary>Which use.</summary>
    public required UseTask Task { get; init; }

    /// <summary>Whether there is a neuron; always in comparisons of stopping rules.</summary>
    public bool HasNeuron { get; init; } = true;

    /// <summary>Epochs; in the adversarial game, hundreds of steps.</summary>
    public required int Epochs { get; init; }

    /// <summary>What is learnt where stopping rules are compared.</summary>
    public StoppingProblem Problem { get; init; }

    /// <summary>The stopping rule.</summary>
    public StoppingRule Rule { get; init; }
}
