namespace MLNetLandscape.Experiments.Cells;

/// <summary>What a trial on cells does.</summary>
public enum CellTask
{
    /// <summary>Counts the random cells that contain their own minimiser.</summary>
    RandomCells,

    /// <summary>Trains on one random data set from random starts and asks what the end points are.</summary>
    Training,
}
