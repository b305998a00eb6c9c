namespace MLNetLandscape.Analysis.LinearNetworks;

/// <summary>What a point of a deep linear network is.</summary>
public enum LinearPointKind
{
    /// <summary>The gradient is not zero.</summary>
    NotCritical,

    /// <summary>A critical point with the least loss.</summary>
    GlobalMinimum,

    /// <summary>A critical point above the least loss with a negative eigenvalue: gradient methods can see the way down.</summary>
    StrictSaddle,

    /// <summary>A critical point above the least loss without a negative eigenvalue: by the theorem a saddle, but the second order does not show it.</summary>
    BadSaddle,

    /// <summary>As <see cref="BadSaddle"/>, but the theorem's conditions do not hold, so it may be a minimum.</summary>
    Undecided,
}
