namespace MLNetLandscape.TorchSharp.Training;

/// <summary>How a <see cref="TorchEngine"/> works.</summary>
public sealed record TorchEngineOptions
{
    /// <summary>Where the module computes; it is moved there. Null, the default, is the processor.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>LibTorch's threads during steps and evaluations, at least 1; put back afterwards. Null, the default, leaves the number alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public int? Threads
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threads), $"Threads must be at least 1, but was {value}. To leave LibTorch's number alone, use null.");
    }

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

    /// <summary>Whether forward passes in training draw random numbers, as dropout does; true is always right.</summary>
    /// <remarks>
    /// If true, steps of all engines of the process take turns, because LibTorch has one generator: each step seeds it from the seed, the epoch and the
    /// step, and puts it back. False spares the turns for a module that draws none.
    /// </remarks>
    public bool DrawsRandomNumbers { get; init; } = true;

    /// <summary>What the module is, as text: a factory's name and settings. It belongs to the fingerprint, which otherwise sees types, names and shapes alone.</summary>
    public string? ModuleDescription { get; init; }
}
