namespace MLNetLandscape.Analysis.Spectra;

/// <summary>An estimated trace.</summary>
/// <param name="Value">The estimate, unbiased.</param>
/// <param name="StandardError">The standard error of the random part, from the spread of its probes; NaN with one probe.</param>
/// <param name="Products">Products with the matrix that it took.</param>
/// <param name="Seed">The seed of the probes.</param>
public sealed record TraceEstimate(double Value, double StandardError, int Products, long Seed);
