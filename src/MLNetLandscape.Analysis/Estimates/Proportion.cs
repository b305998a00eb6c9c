namespace MLNetLandscape.Analysis.Estimates;

/// <summary>A share estimated by counting: k hits of n trials, with Wilson's interval.</summary>
/// <remarks>
/// Centre (p + z^2 / 2n) / (1 + z^2 / n), half width z sqrt(p (1 - p) / n + z^2 / 4n^2) / (1 + z^2 / n), with z = 1.959964 for 95 %. It holds its
/// level for shares near 0, where k plus or minus two standard errors does not.
/// Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22.
/// </remarks>
/// <param name="Hits">k, from 0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">n.</param>
public readonly record struct Proportion(long Hits, long Trials)
{
    /// <summary>The 97.5 % quantile of the standard normal distribution.</summary>
    private const double Quantile = 1.959963984540054;

    /// <summary>k / n; NaN without a trial.</summary>
    public double Value => (double)Hits / Trials;

    /// <summary>The lower end of the 95 % interval; 0 without a trial.</summary>
    public double Lower => Trials == 0 ? 0 : Math.Max(0, Centre - HalfWidth);

    /// <summary>The upper end of the 95 % interval; 1 without a trial.</summary>
    public double Upper => Trials == 0 ? 1 : Math.Min(1, Centre + HalfWidth);

    private double Shrinkage => Quantile * Quantile / Trials;

    private double Centre => (Value + (Shrinkage / 2)) / (1 + Shrinkage);

    private double HalfWidth => Math.Sqrt((Value * (1 - Value) * Shrinkage) + (Shrinkage * Shrinkage / 4)) / (1 + Shrinkage);
}
