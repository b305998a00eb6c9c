namespace MLNetLandscape.Analysis.Cells;

/// <summary>A solved linear program.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Point">x; the optimum if there is one.</param>
/// <param name="Value">c'x.</param>
internal sealed record LinearProgramResult(LinearProgramStatus Status, double[] Point, double Value);
