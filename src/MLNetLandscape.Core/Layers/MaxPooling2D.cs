using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The largest value of each Size x Size square, without overlap; a rest at the border is dropped, as in PyTorch and Keras.</summary>
/// <remarks>Where several values of a square are the largest, the gradient goes to the first, row by row, as in PyTorch. A NaN is the largest.</remarks>
/// <param name="Size">The side of a square and the step, 1 to 16.</param>
public sealed record MaxPooling2D(int Size) : LayerDefinition
{
    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        if (Size is < 1 or > PoolingKernel.MaximumSize)
        {
            throw new ArgumentException($"MaxPooling2D.Size must be 1 to {PoolingKernel.MaximumSize}, but was {Size}.");
        }

        if (Size > input.Height || Size > input.Width)
        {
            throw new ArgumentException(
                $"A MaxPooling2D square of {Size}x{Size} does not fit into an input of shape {input} (channels x height x width). Use a smaller size.");
        }

        return new Shape(input.Channels, input.Height / Size, input.Width / Size);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) => [];

    /// <inheritdoc/>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) =>
        new MaxPooling2DPass<T>(input, GetOutputShape(input), Size, rowCapacity);
}
