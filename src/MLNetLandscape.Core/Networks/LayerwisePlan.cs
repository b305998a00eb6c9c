using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Networks;

/// <summary>How a network gains one exponential unit per hidden dense layer.</summary>
/// <remarks>
/// The units form a fully connected chain with the dense layers, as Liang et al. describe them (arXiv:1805.08671), so from the first dense layer
/// on there may be dense layers only; convolutions and the like may come before.
/// </remarks>
internal static class LayerwisePlan
{
    /// <summary>The layers with every hidden dense layer wrapped.</summary>
    public static IReadOnlyList<LayerDefinition> Wrap(IReadOnlyList<LayerDefinition> layers, LayerwiseNeurons neurons)
    {
        int first = FirstDense(layers);
        var wrapped = new LayerDefinition[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            if (i > first && layers[i] is not Dense)
            {
                throw new ArgumentException(
                    $"Layers[{i}] must be dense, but was {layers[i]?.GetType().Name}: with LayerwiseNeurons all layers after the first dense layer are dense. "
                    + "Remove it, or use SkipNeuron.",
                    nameof(layers));
            }

            wrapped[i] = i >= first && i < layers.Count - 1 ? new WithExponentialUnit(layers[i], neurons.MaximumExponent) : layers[i];
        }

        return wrapped;
    }

    /// <summary>L: the hidden dense layers, each with a unit.</summary>
    public static int UnitCount(IReadOnlyList<LayerDefinition> layers) => layers.Count - 1 - FirstDense(layers);

    /// <summary>Of a block that reads the previous layer with its unit, the column that multiplies the unit; -1 for a block that does not read it.</summary>
    public static int ScaleColumn(ParameterBlock block, int inputs) =>
        block.Role is ParameterRole.Weight or ParameterRole.NeuronWeight && block.Columns == inputs ? inputs - 1 : -1;

    private static int FirstDense(IReadOnlyList<LayerDefinition> layers)
    {
        int first = 0;
        while (first < layers.Count && layers[first] is not Dense)
        {
            first++;
        }

        return first < layers.Count - 1
            ? first
            : throw new ArgumentException(
                "LayerwiseNeurons needs at least one hidden dense layer, followed by another dense layer, but Layers has none. "
                + "Add a hidden layer, or use SkipNeuron.",
                nameof(layers));
    }
}
