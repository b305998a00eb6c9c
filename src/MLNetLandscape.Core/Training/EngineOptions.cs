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
    public double? GradientClipNorm
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value))
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(GradientClipNorm), $"GradientClipNorm must be positive and finite, but was {value}. To leave gradients alone, use null.");
    }

    /// <summary>The seed of the steps' own randomness: dropout masks.</summary>
    public long Seed { get; init; } = 1;
}
