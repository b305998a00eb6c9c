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
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) => [.. LayerSequence.GetParameters(Body, GetInputShapes(input), "body")];

    /// <inheritdoc/>
    public override int GetStateCount(Shape input) => LayerSequence.GetStateCount(Body, GetInputShapes(input));

    /// <inheritdoc/>
    /// <remarks>Layer i of the body draws from the i-th layer stream of <paramref name="random"/>.</remarks>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random) =>
        LayerSequence.Initialize(Body, GetInputShapes(input), parameters, state, random);

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

    private Shape[] GetInputShapes(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        return Body is null || Body.Count == 0
            ? throw new ArgumentException("ResidualBlock.Body must hold at least one layer, but is empty.")
            : LayerSequence.GetShapes(Body, input, "ResidualBlock.Body");
    }
}
