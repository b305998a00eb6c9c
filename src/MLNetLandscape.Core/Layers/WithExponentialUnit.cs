using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>A dense layer that gains one exponential unit: y = [inner(x); exp(w'x + b)]. Parameters: those of the inner layer, then w (inputs), b.</summary>
public sealed record WithExponentialUnit(LayerDefinition Inner, double MaximumExponent = 25) : LayerDefinition
{
    
    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) => throw new NotImplementedException();
}
