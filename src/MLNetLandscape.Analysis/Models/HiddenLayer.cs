using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Analysis.Models;

/// <summary>A hidden dense layer whose units may be renumbered: where its weights and biases lie, and the next layer's weights.</summary>
/// <param name="Incoming">W_l, units x inputs.</param>
/// <param name="Bias">b_l.</param>
/// <param name="Outgoing">W_(l+1), next units x units.</param>
internal sealed record HiddenLayer(ParameterEntry Incoming, ParameterEntry Bias, ParameterEntry Outgoing)
{
    /// <summary>Units.</summary>
    public int Units => Incoming.Block.Rows;

    /// <summary>The hidden layers of a chain of dense layers; null, with the reason, for other networks.</summary>
    public static IReadOnlyList<HiddenLayer>? Find(NetworkDefinition definition, ParameterLayout layout, out string reason)
    {
        LayerDefinition? other = definition.Layers.FirstOrDefault(layer => layer is not (Dense or Dropout or Flatten));
        if (other is not null || layout.Entries.Any(entry => entry.ScaleColumn >= 0))
        {
            reason = other is null
                ? "Units of a network with layerwise neurons are not renumbered; distances are unaligned."
                : $"Alignment renumbers units of dense layers, but the network has a {other.GetType().Name}; distances are unaligned.";
            return null;
        }

        ParameterEntry[] entries = [.. layout.Entries.Where(entry => entry.LayerIndex != ParameterEntry.Neuron)];
        List<HiddenLayer> hidden = [];
        for (int i = 0; i + 2 < entries.Length; i += 2)
        {
            hidden.Add(new HiddenLayer(entries[i], entries[i + 1], entries[i + 2]));
        }

        reason = "";
        return hidden;
    }
}
