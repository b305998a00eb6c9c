using MLNetLandscape.Core.Layers;

namespace MLNetLandscape.Core.Networks;

/// <summary>Where a network's parameters lie in its flat vector: layers in order (each layer's blocks in order), then the neuron's a (K), w (K x d), b (K).</summary>
public sealed class ParameterLayout
{
    internal ParameterLayout(IReadOnlyList<ParameterEntry> entries, int stateCount)
    {
        Entries = entries;
        Count = entries.Count == 0 ? 0 : entries[^1].End;
        StateCount = stateCount;
    }

    /// <summary>The blocks, in the order in which they lie.</summary>
    public IReadOnlyList<ParameterEntry> Entries { get; }

    /// <summary>Parameters in all.</summary>
    public int Count { get; }

    /// <summary>Running statistics in all.</summary>
    public int StateCount { get; }

    /// <summary>The layout of a network.</summary>
    /// <exception cref="ArgumentException">The definition is invalid; the message names the layer.</exception>
    public static ParameterLayout Of(NetworkDefinition definition) => new NetworkPlan(definition).Layout;

    /// <summary>The block of a role that the neuron beside the layers owns; null if there is none.</summary>
    public ParameterEntry? FindNeuron(ParameterRole role)
    {
        foreach (ParameterEntry entry in Entries)
        {
            if (entry.LayerIndex == ParameterEntry.Neuron && entry.Block.Role == role)
            {
                return entry;
            }
        }

        return null;
    }
}
