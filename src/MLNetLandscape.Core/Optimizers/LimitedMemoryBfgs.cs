using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Core.Optimizers;

/// <summary>Full-batch L-BFGS with a weak Wolfe line search, by MathNet.Numerics.</summary>
/// <remarks>Source: Liu and Nocedal, Mathematical Programming 45, 1989.</remarks>
public sealed record LimitedMemoryBfgs
{
    /// <summary>The Euclidean gradient norm at which the search has converged, at least 0.</summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>The most directions searched, at least 1.</summary>
    public int MaximumIterations { get; init; } = 1000;

    /// <summary>Pairs of steps and gradient differences kept, at least 1; 10 lies in the range 3 to 20 that Liu and Nocedal recommend.</summary>
    public int Memory { get; init; } = 10;

    /// <summary>Minimises <paramref name="objective"/> from <paramref name="start"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public LimitedMemoryBfgsResult Minimize(IObjective objective, ReadOnlySpan<double> start, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
