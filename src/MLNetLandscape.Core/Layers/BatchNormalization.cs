using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = gamma (x - mean) / sqrt(variance + epsilon) + beta per channel. Parameters: gamma, beta; state: running mean, running variance.</summary>
/// <remarks>
/// <para>In training, mean and variance are the batch's, over rows and, for an image, places; the variance divides by the number of values n. The
/// running statistics r become (1 - Momentum) r + Momentum s, with the variance s divided by n - 1, as in PyTorch. In inference the running
/// statistics are used, so the layer is affine. A batch of a single value per channel normalises it to beta and counts as variance 0.</para>
/// <para>Source: Ioffe and Szegedy 2015, arXiv:1502.03167, algorithms 1 and 2.</para>
/// </remarks>
/// <param name="Momentum">The share of a batch in the running statistics, above 0 and at most 1; 0.1 by default, as in PyTorch.</param>
/// <param name="Epsilon">Added to the variance, positive; 1e-5 by default, as in PyTorch.</param>
public sealed record BatchNormalization(double Momentum = 0.1, double Epsilon = 1e-5) : LayerDefinition
{
    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        if (Momentum is not (> 0 and <= 1))
        {
            throw new ArgumentException(
                $"BatchNormalization.Momentum must be above 0 and at most 1, but was {Momentum}. It is the share of a new batch in the running statistics.");
        }

        if (!(Epsilon > 0) || double.IsInfinity(Epsilon))
        {
            throw new ArgumentException($"BatchNormalization.Epsilon must be finite and positive, but was {Epsilon}.");
        }

        return input;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) =>
        [new("gamma", ParameterRole.Gain, input.Channels, 1), new("beta", ParameterRole.Bias, input.Channels, 1)];

    /// <inheritdoc/>
    public override int GetStateCount(Shape input) => 2 * input.Channels;

    /// <inheritdoc/>
    /// <remarks>gamma 1, beta 0, running mean 0, running variance 1.</remarks>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
        parameters[..input.Channels].Fill(T.One);
        parameters[input.Channels..].Clear();
        state[..input.Channels].Clear();
        state[input.Channels..].Fill(T.One);
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) =>
        new BatchNormalizationPass<T>(this, GetOutputShape(input), rowCapacity);
}
