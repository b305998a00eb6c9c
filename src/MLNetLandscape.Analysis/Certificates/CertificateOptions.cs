namespace MLNetLandscape.Analysis.Certificates;

/// <summary>The tolerances of a certificate, and how much work goes into it.</summary>
public sealed record CertificateOptions
{
    /// <summary>How far above the proven lower bound a certified value may lie, in units of the objective; positive.</summary>
    /// <remarks>1e-6: far below the loss of any wrong answer, far above rounding.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public double Tolerance { get; init => field = Positive(nameof(Tolerance), value); } = 1e-6;

    /// <summary>The gradient norm up to which a point counts as stationary; positive.</summary>
    /// <remarks>1e-6 is what L-BFGS reaches in double precision on a mean loss of order 1.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public double GradientTolerance { get; init => field = Positive(nameof(GradientTolerance), value); } = 1e-6;

    /// <summary>The most Lanczos steps for the extreme eigenvalues, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int LanczosSteps
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(LanczosSteps), $"LanczosSteps must be at least 1, but was {value}. 100 is the default.");
    } = 100;

    /// <summary>A value that the objective is known never to fall below, proven by the caller; null for none.</summary>
    /// <remarks>For objectives that are no <see cref="Core.Objectives.NetworkObjective"/>, the only way to a certificate.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public double? LowerBound
    {
        get;
        init => field = value is null || double.IsFinite(value.Value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(LowerBound), $"LowerBound must be finite, but was {value}: no value can be compared with it. Where no bound is known, leave it null.");
    }

    /// <summary>The most rows of the Jacobian (rows of the data of positive weight x outputs) to decompose: its time grows with the cube, 600 take seconds.</summary>
    public int LargestJacobian { get; init; } = 600;

    /// <summary>The seed of everything random: the start of Lanczos.</summary>
    public long Seed { get; init; } = 1;

    private static double Positive(string name, double value) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(
            name, $"{name} must be positive and finite, but was {value}: computed figures carry rounding, so nothing can be certified to zero. 1e-6 is the default.");
}
