namespace MLNetLandscape.Analysis.Cells;

/// <summary>How it was decided whether a cell's minimisers lie in the cell.</summary>
public enum CellTest
{
    /// <summary>The minimiser is unique: its signs were compared with the cell's.</summary>
    Signs,

    /// <summary>There are many minimisers: a linear program looked for the one deepest inside.</summary>
    LinearProgram,
}
