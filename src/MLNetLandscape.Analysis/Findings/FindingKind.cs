namespace MLNetLandscape.Analysis.Findings;

/// <summary>What a finding is worth.</summary>
public enum FindingKind
{
    /// <summary>A measured figure, for information.</summary>
    Measurement,

    /// <summary>A statement that follows from the figures, up to the rounding that its message states.</summary>
    Proof,

    /// <summary>Speaks for a statement without proving it.</summary>
    Evidence,

    /// <summary>Something that was not done, or an assumption that does not hold, and what it means for the rest.</summary>
    Limitation,

    /// <summary>A figure that contradicts what must hold: an error in the objective, or in this library.</summary>
    Contradiction,
}
