namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>The uses of the neuron that are tried.</summary>
public enum UseTask
{
    /// <summary>At the output of a recurrent network, over the flattened sequence.</summary>
    Recurrent,

    /// <summary>In the discriminator of a generative adversarial network.</summary>
    Gan,

    /// <summary>Its scale as a rule for when to stop.</summary>
    Stopping,
}
