namespace MLNetLandscape.Analysis.Models;

/// <summary>The objective along a path from one model to another.</summary>
/// <param name="Positions">t, from 0 to 1.</param>
/// <param name="Values">The objective at each.</param>
public sealed record PathProfile(IReadOnlyList<double> Positions, IReadOnlyList<double> Values)
{
    /// <summary>The largest value above the straight line between the values of the ends: max L(t) - ((1 - t) L(0) + t L(1)); 0 if the path never rises above it.</summary>
    /// <remarks>Source: Frankle, Dziugaite, Roy, Carbin, ICML 2020, arXiv:1912.05671; with the straight line in place of the ends' mean, as in arXiv:2110.06296.</remarks>
    public double Barrier => Positions.Zip(Values, (t, value) => value - (((1 - t) * Values[0]) + (t * Values[^1]))).Aggregate(0.0, Math.Max);
}
