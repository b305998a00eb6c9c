namespace MLNetLandscape.Analysis.Cells;

/// <summary>How a linear program ended.</summary>
internal enum LinearProgramStatus
{
    /// <summary>The point is optimal.</summary>
    Optimal,

    /// <summary>No point meets the constraints.</summary>
    Infeasible,

    /// <summary>The objective grows without bound.</summary>
    Unbounded,
}
