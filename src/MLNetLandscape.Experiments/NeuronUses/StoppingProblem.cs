namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>What is learnt where stopping rules are compared.</summary>
public enum StoppingProblem
{
    /// <summary>Two moons that hardly overlap.</summary>
    Moons,

    /// <summary>Two moons that overlap.</summary>
    NoisyMoons,

    /// <summary>Exclusive or with a linear base network, which cannot learn it: the neuron has to do everything.</summary>
    LinearXor,
}
