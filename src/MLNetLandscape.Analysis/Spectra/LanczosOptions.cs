namespace MLNetLandscape.Analysis.Spectra;

/// <summary>How far a Lanczos run goes.</summary>
public sealed record LanczosOptions
{
    /// <summary>The most steps, at least 1; each keeps a vector. 100 separate the outer eigenvalues of a network's Hessian to many digits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int MaximumSteps
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaximumSteps), $"MaximumSteps must be at least 1, but was {value}. 100 is the default.");
    } = 100;

    /// <summary>The residual, relative to the largest eigenvalue in magnitude, at which both extreme pairs count as converged; positive.</summary>
    /// <remarks>1e-8: the eigenvalue's own error is of the order of the square of that, where it is separated.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public double Tolerance
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Tolerance), $"Tolerance must be positive and finite, but was {value}: no computed residual is exactly zero. 1e-8 is the default.");
    } = 1e-8;

    /// <summary>The seed of the start vector.</summary>
    public long Seed { get; init; } = 1;
}
