namespace MLNetLandscape.Core.Statistics;

/// <summary>How the p-values of the Mann-Whitney test are computed.</summary>
public enum MannWhitneyMethod
{
    /// <summary>Exact where that is quick, the normal approximation elsewhere.</summary>
    Automatic,

    /// <summary>From the permutation distribution of the mid-ranks: exact with ties, too.</summary>
    Exact,

    /// <summary>From the normal approximation with corrections for ties and continuity.</summary>
    Asymptotic,
}
