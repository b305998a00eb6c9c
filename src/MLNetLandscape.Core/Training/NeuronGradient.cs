using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Training;

/// <summary>The part of a network's gradient that belongs to exponential neurons: a, w and b of all of them, in whatever form.</summary>
internal sealed class NeuronGradient(ParameterLayout layout)
{
    private readonly int[] places = [.. layout.Entries.SelectMany(PlacesIn)];

    /// <summary>Scales the part down to a Euclidean norm where it is longer.</summary>
    public void Clip(Span<float> gradient, double norm)
    {
        double sum = 0;
        foreach (int i in places)
        {
            sum += (double)gradient[i] * gradient[i];
        }

        double length = Math.Sqrt(sum);
        if (!(length > norm))
        {
            return;
        }

        float factor = (float)(norm / length);
        foreach (int i in places)
        {
            gradient[i] *= factor;
        }
    }

    private static IEnumerable<int> PlacesIn(ParameterEntry entry) => entry switch
    {
        { Block.Role: ParameterRole.NeuronScale or ParameterRole.NeuronWeight or ParameterRole.NeuronBias } =>
            Enumerable.Range(entry.Offset, entry.Block.Length),
        { ScaleColumn: >= 0 } => Enumerable.Range(0, entry.Block.Rows).Select(row => entry.Offset + (row * entry.Block.Columns) + entry.ScaleColumn),
        _ => [],
    };
}
