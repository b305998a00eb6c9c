namespace MLNetLandscape.Core.Layers;

/// <summary>What a block of parameters does; regularization depends on it.</summary>
public enum ParameterRole
{
    /// <summary>Weights that multiply inputs: L1 and L2 apply.</summary>
    Weight,

    /// <summary>Added constants: never regularized.</summary>
    Bias,

    /// <summary>A factor per feature, as batch normalization's gamma: never regularized.</summary>
    Gain,

    /// <summary>The scale a of an exponential neuron: its own lambda applies.</summary>
    NeuronScale,

    /// <summary>The weights w of an exponential neuron: never regularized.</summary>
    NeuronWeight,

    /// <summary>The bias b of an exponential neuron: never regularized.</summary>
    NeuronBias,
}
