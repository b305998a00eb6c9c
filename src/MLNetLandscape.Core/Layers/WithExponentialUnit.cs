using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>A layer that gains one exponential unit: y = [inner(x); exp(w'x + b)]. Parameters: those of the inner layer, then w (inputs), b.</summary>
/// <remarks>
/// The hidden layers of a network with <see cref="Neurons.LayerwiseNeurons"/> are of this kind. The exponent is clamped, beyond which the unit is
/// constant. The inner layer starts as it would alone, from the same random numbers.
/// Source: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, the extension to one neuron per layer.
/// </remarks>
/// <param name="Inner">A layer from a plain vector to a plain vector.</param>
/// <param name="MaximumExponent">The clamp of w'x + b, finite and positive; in single precision 25 keeps the cube of the unit below overflow.</param>
public sealed record WithExponentialUnit(LayerDefinition Inner, double MaximumExponent = 25) : LayerDefinition
{
    /// <summary>w starts uniform on +- this, as in the experiments with the neuron.</summary>
    private const double InitialHalfWidth = 0.05;

    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        if (Inner is null)
        {
            throw new ArgumentException("WithExponentialUnit.Inner must not be null. Give it the layer that gains the unit.");
        }

        if (!(MaximumExponent > 0) || double.IsInfinity(MaximumExponent))
        {
            throw new ArgumentException($"WithExponentialUnit.MaximumExponent must be finite and positive, but was {MaximumExponent}. The default is 25.");
        }

        Shape output = Inner.GetOutputShape(input);
        if (!input.IsVector || !output.IsVector)
        {
            throw new ArgumentException(
                $"WithExponentialUnit needs an inner layer from a plain vector to a plain vector, but it maps shape {input} to {output}. Use it around a Dense layer.");
        }

        return Shape.Vector(output.Size + 1);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) =>
    [
        .. Inner.GetParameters(input),
        new("neuron.weights", ParameterRole.NeuronWeight, 1, input.Size),
        new("neuron.bias", ParameterRole.NeuronBias, 1, 1),
    ];

    /// <inheritdoc/>
    public override int GetStateCount(Shape input) => Inner.GetStateCount(input);

    /// <inheritdoc/>
    /// <remarks>w is drawn from the neuron's stream of <paramref name="random"/>, uniform on +-0.05; b starts at 0.</remarks>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
        int inner = Inner.GetParameterCount(input);
        Inner.Initialize(input, parameters[..inner], state, random);
        new Uniform(InitialHalfWidth).Fill(parameters.Slice(inner, input.Size), input.Size, 1, random.Split(RandomPurpose.Neuron));
        parameters[(inner + input.Size)..].Clear();
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) =>
        new WithExponentialUnitPass<T>(this, input, GetOutputShape(input), rowCapacity);
}
