namespace MLNetLandscape.Experiments.Cells;

/// <summary>What a trial on cells found.</summary>
public sealed record CellTrialResult
{
    /// <summary>Random cells.</summary>
    public long Draws { get; init; }

    /// <summary>Those whose design has full column rank.</summary>
    public long FullRank { get; init; }

    /// <summary>Those of full rank that contain their minimiser.</summary>
    public long Genuine { get; init; }

    /// <summary>The end points of training, one a start.</summary>
    public IReadOnlyList<CellEndPoint> Ends { get; init; } = [];
}
