namespace MLNetLandscape.Analysis.Certificates;

/// <summary>What can be said of a point.</summary>
public enum Verdict
{
    /// <summary>No parameters have a lower value: proven, rounding included.</summary>
    CertifiedGlobalMinimum,

    /// <summary>No parameters have a value lower by more than the tolerance: proven, rounding included.</summary>
    CertifiedUpToTolerance,

    /// <summary>The gradient vanishes up to its tolerance, but following a direction of negative curvature lowers the loss: no local minimum.</summary>
    Saddle,

    /// <summary>The objective falls along a path to infinity that leads through here; there is no minimum on it.</summary>
    Diverging,

    /// <summary>The gradient does not vanish: training has not ended.</summary>
    NotStationary,

    /// <summary>None of these could be shown. A local minimum may look like this, and so may a degenerate saddle or a plateau.</summary>
    Undecided,
}
