using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>Layers one after another within a layer: their shapes, parameters and start.</summary>
internal static class LayerSequence
{
    /// <summary>The shape that each layer receives, and last the shape that the sequence returns.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="input">The shape of the input.</param>
    /// <param name="name">What messages call the sequence: "ResidualBlock.Body".</param>
    /// <exception cref="ArgumentException">A layer does not accept its input; the message says which.</exception>
    public static Shape[] GetShapes(IReadOnlyList<LayerDefinition> layers, Shape input, string name)
    {
        var shapes = new Shape[layers.Count + 1];
        shapes[0] = input;
        for (int i = 0; i < layers.Count; i++)
        {
            try
            {
                LayerDefinition layer = layers[i] ?? throw new ArgumentException("The layer must not be null. Remove it.");
                shapes[i + 1] = layer.GetOutputShape(shapes[i]);
            }
            catch (ArgumentException exception)
            {
                throw new ArgumentException($"{name}[{i}]: {exception.Message}", exception);
            }
        }

        return shapes;
    }

    /// <summary>The parameters in order, their names after <paramref name="prefix"/> and the layer's number.</summary>
    public static IEnumerable<ParameterBlock> GetParameters(IReadOnlyList<LayerDefinition> layers, Shape[] shapes, string prefix) =>
        layers.SelectMany((layer, i) => layer.GetParameters(shapes[i]).Select(block => block with { Name = $"{prefix}.{i}.{block.Name}" }));

    /// <summary>The running statistics of all layers.</summary>
    public static int GetStateCount(IReadOnlyList<LayerDefinition> layers, Shape[] shapes) =>
        layers.Select((layer, i) => layer.GetStateCount(shapes[i])).Sum();

    /// <summary>The parameters of all layers.</summary>
    public static int GetParameterCount(IReadOnlyList<LayerDefinition> layers, Shape[] shapes) =>
        layers.Select((layer, i) => layer.GetParameterCount(shapes[i])).Sum();

    /// <summary>Starts every layer; layer i draws from the i-th layer stream of <paramref name="random"/>.</summary>
    public static void Initialize<T>(IReadOnlyList<LayerDefinition> layers, Shape[] shapes, Span<T> parameters, Span<T> state, RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < layers.Count; i++)
        {
            int parameterCount = layers[i].GetParameterCount(shapes[i]);
            int stateCount = layers[i].GetStateCount(shapes[i]);
            layers[i].Initialize(shapes[i], parameters[..parameterCount], state[..stateCount], random.Split(RandomPurpose.Layer, i));
            parameters = parameters[parameterCount..];
            state = state[stateCount..];
        }
    }
}
