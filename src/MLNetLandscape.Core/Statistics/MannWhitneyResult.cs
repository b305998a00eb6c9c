namespace MLNetLandscape.Core.Statistics;

/// <summary>What the Mann-Whitney test found.</summary>
public sealed record MannWhitneyResult
{
    /// <summary>U of the first sample: the pairs in which its value is the larger, a tie counting one half.</summary>
    public required double U { get; init; }

    /// <summary>U of the second sample, n m - U.</summary>
    public required double OtherU { get; init; }

    /// <summary>p of the alternative that the first sample tends to be smaller.</summary>
    public required double LessP { get; init; }

    /// <summary>p of the alternative that the first sample tends to be larger.</summary>
    public required double GreaterP { get; init; }

    /// <summary>p of the alternative that one of them tends to be larger: twice the smaller one-sided p, at most 1.</summary>
    public required double TwoSidedP { get; init; }

    /// <summary>How p was computed: <see cref="MannWhitneyMethod.Exact"/> or <see cref="MannWhitneyMethod.Asymptotic"/>.</summary>
    public required MannWhitneyMethod Method { get; init; }

    /// <summary>Whether some value occurs more than once over both samples.</summary>
    public required bool HasTies { get; init; }
}
