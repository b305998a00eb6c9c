namespace MLNetLandscape.Core.Experiments;

/// <summary>How a comparison came out.</summary>
public enum VerdictKind
{
    /// <summary>The accuracies of the arms differ by more than chance explains at the level of <see cref="ComparisonVerdict.Level"/>.</summary>
    DifferenceShown,

    /// <summary>They do not; that is no evidence of equality.</summary>
    NoDifferenceShown,

    /// <summary>So few runs that no outcome could have shown a difference.</summary>
    TooFewRuns,

    /// <summary>A training broke down before it had an accuracy.</summary>
    Incomplete,
}
