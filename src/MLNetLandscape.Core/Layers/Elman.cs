using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>A simple recurrent layer: h_t = f(W x_t + U h_(t-1) + b) for t = 1 .. Steps, h_0 = 0; its output is h_Steps.</summary>
/// <remarks>
/// <para>The input is a plain vector, the sequence step by step: Steps x d features. So a skip neuron, and all that reads rows, sees the flattened sequence.
/// Parameters: W (units x d), U (units x units), b (units).</para>
/// <para>Source: Elman, "Finding structure in time", Cognitive Science 14 (1990), 179-211. PyTorch's RNN has two biases, whose sum is b.</para>
/// </remarks>
/// <param name="Steps">The length of the sequence, at least 1.</param>
/// <param name="Units">The length of h, at least 1.</param>
/// <param name="Activation">f; tanh as a rule, since an unbounded one lets the state grow from step to step.</param>
public sealed record Elman(int Steps, int Units, Activation Activation) : LayerDefinition
{
    /// <summary>How W and U start; null takes He for ReLU kinds and Glorot otherwise. Biases start at zero.</summary>
    public Initializer? Initializer { get; init; }

    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        if (Steps < 1)
        {
            throw new ArgumentException($"Elman.Steps must be at least 1, but was {Steps}.");
        }

        if (Units < 1)
        {
            throw new ArgumentException($"Elman.Units must be at least 1, but was {Units}.");
        }

        if (Activation is null)
        {
            throw new ArgumentException("Elman.Activation must not be null. For none, use Identity.");
        }

        if (!input.IsVector)
        {
            throw new ArgumentException($"Elman takes a plain vector, but its input is an image of shape {input}. Put a Flatten layer before it.");
        }

        return input.Size % Steps == 0
            ? Shape.Vector(Units)
            : throw new ArgumentException(
                $"Elman takes Steps x d features, but {input.Size} features are no multiple of {Steps} steps. Lay the sequence out step by step.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input)
    {
        GetOutputShape(input);
        return
        [
            new("weights", ParameterRole.Weight, Units, input.Size / Steps),
            new("recurrent_weights", ParameterRole.Weight, Units, Units),
            new("bias", ParameterRole.Bias, Units, 1),
        ];
    }

    /// <inheritdoc/>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
        GetOutputShape(input);
        int width = input.Size / Steps;
        Initializer initializer = Initializer ?? Initializer.DefaultFor(Activation);
        initializer.Fill(parameters[..(Units * width)], width, Units, random.Split(RandomPurpose.Layer, 0));
        initializer.Fill(parameters.Slice(Units * width, Units * Units), Units, Units, random.Split(RandomPurpose.Layer, 1));
        parameters[(Units * (width + Units))..].Clear();
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity)
    {
        GetOutputShape(input);
        return new ElmanPass<T>(this, input.Size / Steps, rowCapacity);
    }
}
