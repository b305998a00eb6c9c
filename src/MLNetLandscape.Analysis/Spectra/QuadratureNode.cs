namespace MLNetLandscape.Analysis.Spectra;

/// <summary>A point mass of an estimated spectrum.</summary>
/// <param name="Value">Where: an eigenvalue of the tridiagonal matrix.</param>
/// <param name="Weight">How much of the spectrum, 0 to 1.</param>
public readonly record struct QuadratureNode(double Value, double Weight);
