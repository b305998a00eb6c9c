namespace MLNetLandscape.Analysis.Cells;

/// <summary>Gradient flow dw/dt = -dL/dw of the mean squared error L = ||f - y||^2 / N within one cell, the readout fixed.</summary>
public sealed record CellFlow
{
    /// <summary>Whether it stays.</summary>
    public required CellFlowOutcome Outcome { get; init; }

    /// <summary>When it reaches the boundary; null where it stays.</summary>
    public double? ExitTime { get; init; }

    /// <summary>The unit whose boundary is reached first; null where it stays.</summary>
    public int? ExitUnit { get; init; }

    /// <summary>The row whose boundary is reached first; null where it stays.</summary>
    public int? ExitRow { get; init; }

    /// <summary>The weights at the exit, or the limit: K x d.</summary>
    public required IReadOnlyList<double> EndWeights { get; init; }

    /// <summary>L at the start.</summary>
    public required double StartLoss { get; init; }

    /// <summary>L at the end weights.</summary>
    public required double EndLoss { get; init; }
}
