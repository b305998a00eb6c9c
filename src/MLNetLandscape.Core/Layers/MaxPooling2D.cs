using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The largest value of each Size x Size square, without overlap; a rest at the border is dropped, as in PyTorch and Keras.</summary>
public sealed record MaxPooling2D(int Size) : LayerDefinition
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
