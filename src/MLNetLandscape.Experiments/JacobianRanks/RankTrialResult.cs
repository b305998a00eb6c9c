namespace MLNetLandscape.Experiments.JacobianRanks;

/// <summary>What a trial on ranks found.</summary>
public sealed record RankTrialResult
{
    /// <summary>Random networks of full row rank.</summary>
    public int FullRank { get; init; }

    /// <summary>The least singular value that counts, relative to the largest, over all random networks.</summary>
    public double SmallestNonzero { get; init; }

    /// <summary>The largest singular value that does not count, relative to the largest.</summary>
    public double LargestZero { get; init; }

    /// <summary>What training did; null for random networks.</summary>
    public RankTraining? Training { get; init; }
}
