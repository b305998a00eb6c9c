namespace MLNetLandscape.Analysis.Cells;

/// <summary>Whether a cell's minimisers lie in the cell.</summary>
public enum CellVerdict
{
    /// <summary>A minimiser lies strictly inside: it is a differentiable local minimum of the network.</summary>
    Genuine,

    /// <summary>No minimiser lies strictly inside.</summary>
    NotGenuine,

    /// <summary>The best margin is within rounding of zero: a minimiser lies on the boundary, as far as double precision can tell.</summary>
    OnBoundary,
}
