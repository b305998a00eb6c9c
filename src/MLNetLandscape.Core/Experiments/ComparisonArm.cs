namespace MLNetLandscape.Core.Experiments;

/// <summary>A side of the comparison.</summary>
public enum ComparisonArm
{
    /// <summary>The network as it is.</summary>
    Plain,

    /// <summary>The same network, from the same weights, with an exponential neuron.</summary>
    WithNeuron,
}
