using MLNetLandscape.Core.Layers;

namespace MLNetLandscape.Core.Networks;

/// <summary>One block of parameters within a network's flat vector.</summary>
/// <param name="LayerIndex">The layer that owns the block; <see cref="Neuron"/> for the neuron beside the layers.</param>
/// <param name="Block">Its name, role and size.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="ScaleColumn">
/// The column that multiplies an exponential unit's output, in a network with <see cref="Neurons.LayerwiseNeurons"/>: its numbers are scales a,
/// not weights. -1 without.
/// </param>
public sealed record ParameterEntry(int LayerIndex, ParameterBlock Block, int Offset, int ScaleColumn = -1)
{
    /// <summary>The <see cref="LayerIndex"/> of the parameters of a skip, monomial or loss-factor neuron.</summary>
    public const int Neuron = -1;

    /// <summary>One past its last number.</summary>
    public int End => Offset + Block.Length;

    /// <summary>Where the scales a of exponential neurons lie among its numbers, as indices of the network's vector: all of it, its <see cref="ScaleColumn"/>, or nowhere.</summary>
    public IEnumerable<int> ScaleIndices => this switch
    {
        { Block.Role: ParameterRole.NeuronScale } => Enumerable.Range(Offset, Block.Length),
        { ScaleColumn: >= 0 } => Enumerable.Range(0, Block.Rows).Select(row => Offset + (row * Block.Columns) + ScaleColumn),
        _ => [],
    };
}
