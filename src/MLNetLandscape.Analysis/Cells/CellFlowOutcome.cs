namespace MLNetLandscape.Analysis.Cells;

/// <summary>Where gradient flow from a point leads.</summary>
public enum CellFlowOutcome
{
    /// <summary>It stays in the cell for all time and converges to a minimiser there.</summary>
    Stays,

    /// <summary>It crosses the boundary.</summary>
    Leaves,

    /// <summary>It touches the boundary, or converges to it, as far as double precision can tell.</summary>
    TouchesBoundary,
}
