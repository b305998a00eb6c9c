namespace MLNetLandscape.Core.Losses;

/// <summary>What the target of a row is.</summary>
public enum TargetKind
{
    /// <summary>-1 or +1, for one output.</summary>
    Sign,

    /// <summary>A class index 0 .. K - 1, one number.</summary>
    ClassIndex,

    /// <summary>K real numbers.</summary>
    Real,
}
