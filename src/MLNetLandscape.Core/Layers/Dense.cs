using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = f(W x + b). Parameters: W (units x inputs, row-major), b (units).</summary>
/// <remarks>The input is a plain vector: an image passes through <see cref="Flatten"/> first.</remarks>
/// <param name="Units">The length of y, at least 1.</param>
/// <param name="Activation">f.</param>
public sealed record Dense(int Units, Activation Activation) : LayerDefinition
{
    /// <summary>How the weights start; null takes He for ReLU kinds and Glorot otherwise. Biases start at zero.</summary>
    public Initializer? Initializer { get; init; }

    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        if (Units < 1)
        {
            throw new ArgumentException($"Dense.Units must be at least 1, but was {Units}.");
        }

        if (Activation is null)
        {
            throw new ArgumentException("Dense.Activation must not be null. For none, use Identity.");
        }

        if (!input.IsVector)
        {
            throw new ArgumentException($"Dense takes a plain vector, but its input is an image of shape {input}. Put a Flatten layer before it.");
        }

        return Shape.Vector(Units);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input)
    {
        GetOutputShape(input);
        return [new("weights", ParameterRole.Weight, Units, input.Size), new("bias", ParameterRole.Bias, Units, 1)];
    }

    /// <inheritdoc/>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
        GetOutputShape(input);
        int weights = Units * input.Size;
        (Initializer ?? Initializer.DefaultFor(Activation)).Fill(parameters[..weights], input.Size, Units, random);
        parameters[weights..].Clear();
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity)
    {
        GetOutputShape(input);
        return new DensePass<T>(this, input.Size, rowCapacity);
    }
}
