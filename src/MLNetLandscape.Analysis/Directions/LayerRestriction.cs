using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Analysis.Directions;

/// <summary>Confines directions, or points, to one layer of a network.</summary>
public static class LayerRestriction
{
    /// <summary>A copy that is zero outside the layer: for slices within a layer, W_l = u U + v V, or across two.</summary>
    /// <param name="layout">What the parameters are.</param>
    /// <param name="vector">The direction.</param>
    /// <param name="layer">The index of a layer with parameters; <see cref="ParameterEntry.Neuron"/> for the neuron.</param>
    /// <exception cref="ArgumentException">The layer has no parameters, or a length does not fit.</exception>
    public static double[] Keep(ParameterLayout layout, ReadOnlySpan<double> vector, int layer)
    {
        double[] kept = new double[vector.Length];
        foreach (ParameterEntry entry in Entries(layout, vector, layer))
        {
            vector[entry.Offset..entry.End].CopyTo(kept.AsSpan(entry.Offset));
        }

        return kept;
    }

    /// <summary>A copy that is zero within the layer: the origin of a slice whose two directions make up the whole layer.</summary>
    /// <inheritdoc cref="Keep"/>
    public static double[] Clear(ParameterLayout layout, ReadOnlySpan<double> vector, int layer)
    {
        double[] cleared = vector.ToArray();
        foreach (ParameterEntry entry in Entries(layout, vector, layer))
        {
            cleared.AsSpan(entry.Offset, entry.Block.Length).Clear();
        }

        return cleared;
    }

    private static ParameterEntry[] Entries(ParameterLayout layout, ReadOnlySpan<double> vector, int layer)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Require.Finite(vector, layout.Count, nameof(vector), "Pass the vector that the layout describes.");
        ParameterEntry[] entries = [.. layout.Entries.Where(entry => entry.LayerIndex == layer)];
        return entries.Length > 0
            ? entries
            : throw new ArgumentException(
                $"Layer {layer} has no parameters. Layers with parameters: {string.Join(", ", layout.Entries.Select(entry => entry.LayerIndex).Where(index => index != ParameterEntry.Neuron).Distinct())}.", nameof(layer));
    }
}
