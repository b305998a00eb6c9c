using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = x + body(x); the body keeps the shape. Parameters and state: those of the body's layers in order, named "body.0.weights".</summary>
/// <remarks>Source: He, Zhang, Ren, Sun 2015, arXiv:1512.03385, equation 1.</remarks>
/// <param name="Body">At least one layer.</param>
public sealed record ResidualBlock(IReadOnlyList<LayerDefinition> Body) : LayerDefinition
{
    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        Shape output = GetInputShapes(input)[^1];
        return output == input
            ? input
            : throw new ArgumentException(
                $"The body of a ResidualBlock must keep the shape of its input, {input}, because the two are added, but turns it into {output}.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input)
    {
        Shape[] shapes = GetInputShapes(input);
        return [.. Body.SelectMany((layer, i) => layer.GetParameters(shapes[i]).Select(block => block with { Name = $"body.{i}.{block.Name}" }))];
    }

    /// <inheritdoc/>
    public override int GetStateCount(Shape input)
    {
        Shape[] shapes = GetInputShapes(input);
        return Body.Select((layer, i) => layer.GetStateCount(shapes[i])).Sum();
    }

    /// <inheritdoc/>
    /// <remarks>Layer i of the body draws from the i-th layer stream of <paramref name="random"/>.</remarks>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
        Shape[] shapes = GetInputShapes(input);
        for (int i = 0; i < Body.Count; i++)
        {
            int parameterCount = Body[i].GetParameterCount(shapes[i]);
            int stateCount = Body[i].GetStateCount(shapes[i]);
            Body[i].Initialize(shapes[i], parameters[..parameterCount], state[..stateCount], random.Split(RandomPurpose.Layer, i));
            parameters = parameters[parameterCount..];
            state = state[stateCount..];
        }
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity)
    {
        GetOutputShape(input);
        return new ResidualBlockPass<T>(this, input, rowCapacity);
    }

    /// <summary>Whether the bodies hold equal layers in the same order.</summary>
    public bool Equals(ResidualBlock? other) => other is not null && Body.SequenceEqual(other.Body);

    /// <inheritdoc/>
    public override int GetHashCode() => Body.Aggregate(0, HashCode.Combine);

    /// <summary>The shape that each layer of the body receives, and last the shape that the body returns.</summary>
    private Shape[] GetInputShapes(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        if (Body is null || Body.Count == 0)
        {
            throw new ArgumentException("ResidualBlock.Body must hold at least one layer, but is empty.");
        }

        Shape[] shapes = new Shape[Body.Count + 1];
        shapes[0] = input;
        for (int i = 0; i < Body.Count; i++)
        {
            try
            {
                LayerDefinition layer = Body[i] ?? throw new ArgumentException("The layer must not be null. Remove it.");
                shapes[i + 1] = layer.GetOutputShape(shapes[i]);
            }
            catch (ArgumentException exception)
            {
                throw new ArgumentException($"ResidualBlock.Body[{i}]: {exception.Message}", exception);
            }
        }

        return shapes;
    }
}
