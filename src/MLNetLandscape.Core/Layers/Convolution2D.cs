using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = f(K * x + b), a cross-correlation as in PyTorch. Parameters: K (filters x (channels x kernel height x kernel width)), b (filters).</summary>
public sealed record Convolution2D(int Filters, int KernelHeight, int KernelWidth, Activation Activation) : LayerDefinition
{
    /// <summary>Whether the border is padded with zeros so that stride 1 keeps the size.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>The step, in both directions; at least 1.</summary>
    public int Stride { get; init; } = 1;

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
