using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = gamma (x - mean) / sqrt(variance + epsilon) + beta per channel, Ioffe and Szegedy 2015. Parameters: gamma, beta; state: running mean, running variance.</summary>
public sealed record BatchNormalization(double Momentum = 0.1, double Epsilon = 1e-5) : LayerDefinition
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
