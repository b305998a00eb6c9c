namespace MLNetLandscape.Core.Plots;

/// <summary>A point in the units of the axes.</summary>
/// <param name="X">Along the horizontal axis.</param>
/// <param name="Y">Along the vertical axis; a value that is not finite interrupts a line.</param>
/// <param name="Note">What a pointer resting on it reads; null for nothing.</param>
public readonly record struct ChartPoint(double X, double Y, string? Note = null);
