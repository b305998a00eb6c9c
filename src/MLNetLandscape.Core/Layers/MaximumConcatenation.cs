using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>A maximum-and-concatenation block: y = [L X; alpha_out exp(alpha_in A~ X_0) + max(sigma(A X^), W X)], with sigma = LeakyReLU of slope 0.15.</summary>
/// <remarks>
/// <para>X is the previous layer, X^ any earlier one and X_0 the network's input: three ranges of channels of what the block reads, which a
/// <see cref="Concatenation"/> passes along. The maps are linear without bias: matrices over a plain vector, convolutions that keep height and width over an image.
/// Parameters, in order: L (linear x X), A~ (units x X_0), A (units x X^), W (units x X), alpha_in, alpha_out; a map's columns are channels times kernel places.</para>
/// <para>With alpha_out = 0, A = W = 0 and a readout copied into L, the block passes a shallower network on, so a global minimum of one block more is at least as good;
/// the theorem says that every local minimum is.</para>
/// <para>The exponent is clamped, beyond which the exponential is constant. Where sigma(A X^) = W X, both sides get half of the gradient, as in PyTorch. Maps start uniform
/// as Glorot and Bengio's, both scalars at 0.01. Source: Xie et al., ICML 2020, arXiv:2007.04630.</para>
/// </remarks>
/// <param name="LinearUnits">Channels of L X, at least 1: as many as the network's outputs let the block take over a shallower network's readout.</param>
/// <param name="Units">Channels of the maximum, at least 1.</param>
public sealed record MaximumConcatenation(int LinearUnits, int Units) : LayerDefinition
{
    /// <summary>The slope of sigma below 0, as in the paper.</summary>
    public const double NegativeSlope = 0.15;

    /// <summary>The start of both scalars, as in the paper.</summary>
    public const double InitialScalar = 1e-2;

    /// <summary>X; null for the whole input.</summary>
    public ChannelRange? Previous { get; init; }

    /// <summary>X^; null for the whole input.</summary>
    public ChannelRange? Earlier { get; init; }

    /// <summary>X_0; null for the whole input.</summary>
    public ChannelRange? Source { get; init; }

    /// <summary>The side of the kernels over an image, odd; 1, the default, treats every place alone, and is the only one for a plain vector.</summary>
    public int KernelSize { get; init; } = 1;

    /// <summary>The clamp of alpha_in A~ X_0, finite and positive; in single precision 25 keeps the cube of the exponential below overflow.</summary>
    public double MaximumExponent { get; init; } = 25;

    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        AtLeastOne(LinearUnits, nameof(LinearUnits));
        AtLeastOne(Units, nameof(Units));
        if (KernelSize < 1 || KernelSize % 2 == 0)
        {
            throw new ArgumentException(
                $"MaximumConcatenation.KernelSize must be odd and at least 1, but was {KernelSize}: an even kernel has no centre.");
        }

        if (input.IsVector && KernelSize > 1)
        {
            throw new ArgumentException($"MaximumConcatenation.KernelSize must be 1 over a plain vector, but was {KernelSize}. Larger kernels take images.");
        }

        if (!(MaximumExponent > 0) || double.IsInfinity(MaximumExponent))
        {
            throw new ArgumentException($"MaximumConcatenation.MaximumExponent must be finite and positive, but was {MaximumExponent}. The default is 25.");
        }

        RangeOf(Previous, input).Of(input, "MaximumConcatenation.Previous");
        RangeOf(Earlier, input).Of(input, "MaximumConcatenation.Earlier");
        RangeOf(Source, input).Of(input, "MaximumConcatenation.Source");
        return input with { Channels = checked(LinearUnits + Units) };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input)
    {
        GetOutputShape(input);
        int places = KernelSize * KernelSize;
        return
        [
            new("linear", ParameterRole.Weight, LinearUnits, RangeOf(Previous, input).Count * places),
            new("exponential", ParameterRole.Weight, Units, RangeOf(Source, input).Count * places),
            new("rectified", ParameterRole.Weight, Units, RangeOf(Earlier, input).Count * places),
            new("straight", ParameterRole.Weight, Units, RangeOf(Previous, input).Count * places),
            new("inner_scale", ParameterRole.Gain, 1, 1),
            new("outer_scale", ParameterRole.Gain, 1, 1),
        ];
    }

    /// <inheritdoc/>
    /// <remarks>Map i draws from the i-th layer stream of <paramref name="random"/>.</remarks>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
        IReadOnlyList<ParameterBlock> blocks = GetParameters(input);
        for (int i = 0; i < 4; i++)
        {
            ParameterBlock block = blocks[i];
            new Glorot().Fill(parameters[..block.Length], block.Columns, block.Rows * KernelSize * KernelSize, random.Split(RandomPurpose.Layer, i));
            parameters = parameters[block.Length..];
        }

        parameters.Fill(T.CreateTruncating(InitialScalar));
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) =>
        new MaximumConcatenationPass<T>(this, input, GetOutputShape(input), rowCapacity);

    internal static ChannelRange RangeOf(ChannelRange? range, Shape input) => range ?? ChannelRange.All(input);

    private static void AtLeastOne(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentException($"MaximumConcatenation.{name} must be at least 1, but was {value}.");
        }
    }
}
