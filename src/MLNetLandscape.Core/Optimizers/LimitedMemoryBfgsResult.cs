namespace MLNetLandscape.Core.Optimizers;

/// <summary>Where <see cref="LimitedMemoryBfgs"/> ended, with figures recomputed there.</summary>
public sealed record LimitedMemoryBfgsResult
{
    /// <summary>The point with the least value of all that were evaluated.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>The objective there.</summary>
    public required double Value { get; init; }

    /// <summary>The Euclidean norm of the gradient there, recomputed at the end.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Directions searched.</summary>
    public required int Iterations { get; init; }

    /// <summary>Evaluations of value and gradient.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Why it ended.</summary>
    public required LimitedMemoryBfgsStop Reason { get; init; }
}
