using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Ranks;

/// <summary>Random one-hidden-layer ReLU networks on random data: how often is the Jacobian in the hidden parameters of full row rank n?</summary>
/// <remarks>
/// Inputs are uniform on [0, 1]; hidden weights and biases are uniform on [-1, 1], whose scale does not matter; readouts are standard normal and
/// frozen. Row j of J is (v .* I_.j) (x) (x_j, 1). Source: Karhadkar, Murray, Tseran, Montufar, arXiv:2305.19510.
/// </remarks>
public sealed record RankExperiment
{
    /// <summary>Rows of data, n; at least 1. 70 as in the published figures.</summary>
    public int Rows { get; init => field = Require.AtLeast(value, 1, nameof(Rows), ""); } = 70;

    /// <summary>Features d0, at least 1.</summary>
    public int Inputs { get; init => field = Require.AtLeast(value, 1, nameof(Inputs), ""); } = 18;

    /// <summary>Hidden units d1, at least 1.</summary>
    public int Units { get; init => field = Require.AtLeast(value, 1, nameof(Units), ""); } = 8;

    /// <summary>Networks, at least 1; 300 as in the published figures.</summary>
    public int Trials { get; init => field = Require.AtLeast(value, 1, nameof(Trials), "300 is the default."); } = 300;

    /// <summary>Singular values up to this share of the largest count as zero; null takes <see cref="RankTolerance.Relative"/>.</summary>
    public double? RelativeTolerance { get; init; }

    /// <summary>What every trial derives from.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int Threads { get; init => field = Require.AtLeast(value, 1, nameof(Threads), ""); } = Environment.ProcessorCount;
}
