namespace MLNetLandscape.Analysis.Certificates;

/// <summary>What came of walking from a point along a line.</summary>
/// <param name="Step">The signed step t of the lowest value found, along a direction of length 1.</param>
/// <param name="Value">The value there.</param>
/// <param name="Decrease">How much lower that is than at the point.</param>
/// <param name="SymmetricDecrease">The largest F(x) - (F(x + t v) + F(x - t v)) / 2 found: positive only where the line bends down, whatever the slope.</param>
public sealed record Descent(double Step, double Value, double Decrease, double SymmetricDecrease);
