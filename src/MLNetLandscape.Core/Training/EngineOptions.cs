namespace MLNetLandscape.Core.Training;

/// <summary>How a <see cref="NetworkEngine"/> works.</summary>
public sealed record EngineOptions
{
    /// <summary>Threads, at least 1; the result does not depend on it. More than the machine's cores only slow down.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public int Threads
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threads), $"Threads must be at least 1, but was {value}. For a single thread, use 1.");
    } = 1;

    /// <summary>The Euclidean norm that a step's gradient is scaled down to where it is longer, positive; null, the default, never scales.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public double? GradientClipNorm { get; init => field = ValidNorm(nameof(GradientClipNorm), value); }

    /// <summary>The same for the exponential neurons' part of the gradient alone, all their a, w and b, before the whole is clipped; null, the default, never scales.</summary>
    /// <remarks>
    /// A row far from the others can dominate a exp(w'x + b) and its gradient. This bounds what it does to the neuron and leaves the base network's
    /// step as it is.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public double? NeuronGradientClipNorm { get; init => field = ValidNorm(nameof(NeuronGradientClipNorm), value); }

    /// <summary>The seed of the steps' own randomness: dropout masks.</summary>
    public long Seed { get; init; } = 1;

    private static double? ValidNorm(string name, double? norm) => norm is null || (norm > 0 && double.IsFinite(norm.Value))
        ? norm
        : throw new ArgumentOutOfRangeException(name, $"{name} must be positive and finite, but was {norm}. To leave gradients alone, use null.");
}
