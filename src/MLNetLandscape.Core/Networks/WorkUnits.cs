namespace MLNetLandscape.Core.Networks;

/// <summary>Numbers the gradient units of all layers, and then of the neuron, from 0, so that threads can share them by ranges.</summary>
internal sealed class WorkUnits
{
    private readonly int[] starts;

    public WorkUnits(int[] layerUnits, int neuronUnits)
    {
        starts = new int[layerUnits.Length + 2];
        for (int i = 0; i <= layerUnits.Length; i++)
        {
            starts[i + 1] = starts[i] + (i < layerUnits.Length ? layerUnits[i] : neuronUnits);
        }
    }

    /// <summary>All units.</summary>
    public int Count => starts[^1];

    /// <summary>The part of [<paramref name="first"/>, <paramref name="end"/>) that belongs to a layer (the neuron comes after the last), in the layer's own numbering.</summary>
    public (int First, int End) Within(int layer, int first, int end) =>
        (Math.Max(first, starts[layer]) - starts[layer], Math.Min(end, starts[layer + 1]) - starts[layer]);
}
