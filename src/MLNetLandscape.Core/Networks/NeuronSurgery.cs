namespace MLNetLandscape.Core.Networks;

/// <summary>Moves base parameters between a network with a neuron and the same network without one.</summary>
/// <remarks>
/// A layer of the plain network has the first blocks of the same layer with a unit, but for the columns that multiply a unit: so blocks are
/// matched one by one, and rows copied without those columns.
/// </remarks>
internal static class NeuronSurgery
{
    /// <summary>Writes the plain network's parameters into their places; all others keep their values.</summary>
    public static void Implant<T>(NetworkPlan whole, NetworkPlan plain, ReadOnlySpan<T> plainParameters, Span<T> wholeParameters)
    {
        foreach ((ParameterEntry entry, ParameterEntry plainEntry) in Pairs(whole, plain))
        {
            for (int row = 0; row < plainEntry.Block.Rows; row++)
            {
                plainParameters.Slice(plainEntry.Offset + (row * plainEntry.Block.Columns), plainEntry.Block.Columns)
                    .CopyTo(wholeParameters[(entry.Offset + (row * entry.Block.Columns))..]);
            }
        }
    }

    /// <summary>Reads the plain network's parameters from their places.</summary>
    public static void Extract<T>(NetworkPlan whole, NetworkPlan plain, ReadOnlySpan<T> wholeParameters, Span<T> plainParameters)
    {
        foreach ((ParameterEntry entry, ParameterEntry plainEntry) in Pairs(whole, plain))
        {
            for (int row = 0; row < plainEntry.Block.Rows; row++)
            {
                wholeParameters.Slice(entry.Offset + (row * entry.Block.Columns), plainEntry.Block.Columns)
                    .CopyTo(plainParameters[(plainEntry.Offset + (row * plainEntry.Block.Columns))..]);
            }
        }
    }

    private static IEnumerable<(ParameterEntry Whole, ParameterEntry Plain)> Pairs(NetworkPlan whole, NetworkPlan plain)
    {
        for (int layer = 0; layer < plain.Layers.Count; layer++)
        {
            IEnumerable<ParameterEntry> wholeEntries = whole.Layout.Entries.Where(entry => entry.LayerIndex == layer);
            IEnumerable<ParameterEntry> plainEntries = plain.Layout.Entries.Where(entry => entry.LayerIndex == layer);
            foreach ((ParameterEntry, ParameterEntry) pair in wholeEntries.Zip(plainEntries))
            {
                yield return pair;
            }
        }
    }
}
