using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Models;

/// <summary>What a comparison of models measures.</summary>
public sealed record ModelComparisonOptions
{
    /// <summary>The distances tau of which the share of weights further apart is reported; all positive.</summary>
    public IReadOnlyList<double> Thresholds
    {
        get;
        init => field = value is { Count: > 0 }
            ? [.. value.Select(tau => Require.Positive(tau, nameof(Thresholds), "A weight is never at distance 0 for certain; 0.1 is usual."))]
            : throw new ArgumentException("Thresholds must have at least one number, but has none. 0.1 is usual.");
    } = [0.01, 0.1, 1];

    /// <summary>Whether the objective along straight lines is measured.</summary>
    public bool Lines { get; init; } = true;

    /// <summary>Whether a mode-connecting curve is trained for every pair, which takes far longer than the rest.</summary>
    public bool Curves { get; init; }

    /// <summary>The most directions of L-BFGS for a curve, at least 1.</summary>
    public int CurveIterations { get; init => field = Require.AtLeast(value, 1, nameof(CurveIterations), "100 is the default."); } = 100;

    /// <summary>Places along a path, at least 2.</summary>
    public int PathPoints { get; init => field = Require.AtLeast(value, 2, nameof(PathPoints), "41 is the default."); } = ModeConnection.DefaultPoints;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int Threads { get; init => field = Require.AtLeast(value, 1, nameof(Threads), ""); } = Environment.ProcessorCount;
}
