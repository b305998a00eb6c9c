namespace MLNetLandscape.Benchmarks.Analysis;

/// <summary>The answer to an <see cref="AnalysisRequest"/>: one JSON line, the same from either side.</summary>
/// <param name="Seconds">The median seconds of a call.</param>
/// <param name="Figures">What was computed, in short: two sides must agree.</param>
internal sealed record AnalysisMeasurement(double Seconds, IReadOnlyList<double> Figures)
{
    /// <summary>The largest relative difference to another side's figures.</summary>
    public double DifferenceTo(AnalysisMeasurement other) =>
        Figures.Zip(other.Figures, (a, b) => Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b))).Max();
}
