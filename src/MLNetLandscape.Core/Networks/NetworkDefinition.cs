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

    /// <summary>Whether both describe the same network: layers are compared one by one.</summary>
    public bool Equals(NetworkDefinition? other) =>
        other is not null && Input == other.Input && Neuron == other.Neuron && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Input);
        hash.Add(Neuron);
        foreach (LayerDefinition layer in Layers)
        {
            hash.Add(layer);
        }

        return hash.ToHashCode();
    }
}
