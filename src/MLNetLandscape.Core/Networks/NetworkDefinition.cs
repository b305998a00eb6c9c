using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <summary>A feed-forward network: the shape of its input, its layers in order, and the exponential neuron it may carry.</summary>
public sealed record NetworkDefinition
{
    /// <summary>The shape of a row of input.</summary>
    public required Shape Input { get; init; }

    /// <summary>The layers, at least one.</summary>
    public required IReadOnlyList<LayerDefinition> Layers { get; init; }

    /// <summary>The exponential neuron; null for a plain network.</summary>
    public NeuronDefinition? Neuron { get; init; }
}
