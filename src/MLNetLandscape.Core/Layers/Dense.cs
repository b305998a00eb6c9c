using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = f(W x + b). Parameters: W (units x inputs, row-major), b (units).</summary>
public sealed record Dense(int Units, Activation Activation) : LayerDefinition
{
    /// <summary>How the weights start; null takes He for ReLU kinds and Glorot otherwise.</summary>
    public Initializer? Initializer { get; init; }

    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) => throw new NotImplementedException();
}
