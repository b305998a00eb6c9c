using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Analysis.Curvature;

/// <summary>The part of a flat parameter vector that one layer owns.</summary>
/// <param name="LayerIndex">The layer; <see cref="ParameterEntry.Neuron"/> for the neuron beside the layers.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its parameters.</param>
public sealed record LayerBlock(int LayerIndex, int Offset, int Length)
{
    /// <summary>The blocks of all layers that have parameters, in order, the neuron last.</summary>
    public static IReadOnlyList<LayerBlock> Of(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return
        [
            .. layout.Entries.GroupBy(entry => entry.LayerIndex)
                .Select(entries => new LayerBlock(entries.Key, entries.First().Offset, entries.Last().End - entries.First().Offset)),
        ];
    }

    /// <summary>This block of a curvature matrix over all parameters.</summary>
    public BlockOperator Restrict(ICurvatureOperator whole) => new(whole, Offset, Length);
}
