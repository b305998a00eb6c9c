namespace MLNetLandscape.Analysis.Spectra;

/// <summary>An approximate eigenvalue with its vector, and how good it is.</summary>
/// <param name="Value">lambda = v'Mv, a value that the quadratic form really takes.</param>
/// <param name="Vector">v, of length 1.</param>
/// <param name="Residual">||M v - lambda v||, computed from v by a product of its own: some eigenvalue lies within this distance of lambda.</param>
public sealed record EigenPair(double Value, ReadOnlyMemory<double> Vector, double Residual);
