namespace MLNetLandscape.Core.Optimizers;

/// <summary>Why <see cref="LimitedMemoryBfgs"/> ended.</summary>
public enum LimitedMemoryBfgsStop
{
    /// <summary>The recomputed gradient norm is within the tolerance.</summary>
    Converged,

    /// <summary>No step along the direction decreases the value any more, although the gradient norm is above the tolerance: rounding, or a kink.</summary>
    LineSearchStalled,

    /// <summary>The iteration limit.</summary>
    IterationLimit,

    /// <summary>The objective or its gradient is not finite at the starting point.</summary>
    NonFinite,
}
