using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>In training each value is zero with probability Rate and otherwise divided by 1 - Rate; in inference the layer does nothing.</summary>
/// <remarks>
/// What is dropped depends on the step's random stream, the row's place in the batch and the feature alone. The rate is resolved to 2^-32. Source: Srivastava, Hinton,
/// Krizhevsky, Sutskever, Salakhutdinov, JMLR 15, 2014, section 10 (the inverted scaling).
/// </remarks>
/// <param name="Rate">At least 0 and below 1.</param>
public sealed record Dropout(double Rate) : LayerDefinition
{
    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        return Rate is >= 0 and < 1
            ? input
            : throw new ArgumentException($"Dropout.Rate must be at least 0 and below 1, but was {Rate}. It is the share that is dropped.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) => [];

    /// <inheritdoc/>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) => new DropoutPass<T>(GetOutputShape(input), Rate, rowCapacity);
}
