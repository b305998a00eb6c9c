namespace MLNetLandscape.Core.Schedules;

/// <summary>r(t) = End + (Rate - End) (1 - t / T)^Power at time t of T epochs; linear for Power = 1.</summary>
/// <remarks>The "poly" policy of Chen et al. 2017, arXiv:1606.00915, section 4.1, where Power = 0.9 and End = 0.</remarks>
/// <param name="Rate">The rate at the start, positive.</param>
/// <param name="End">The rate at the end, at least 0.</param>
/// <param name="Power">The exponent, positive; 1 by default, a straight line.</param>
public sealed record Polynomial(double Rate, double End = 0, double Power = 1) : Schedule
{
    /// <summary>The rate at the start, positive.</summary>
    public double Rate { get; init => field = CheckRate(value, "Polynomial.Rate"); } = CheckRate(Rate, "Polynomial.Rate");

    /// <summary>The rate at the end, at least 0.</summary>
    public double End { get; init => field = CheckFinalRate(value, "Polynomial.End"); } = CheckFinalRate(End, "Polynomial.End");

    /// <summary>The exponent, positive.</summary>
    public double Power { get; init => field = CheckPower(value); } = CheckPower(Power);

    /// <inheritdoc/>
    public override double At(double epoch, int epochs) => End + ((Rate - End) * Math.Pow(1 - Progress(epoch, epochs), Power));

    private static double CheckPower(double value) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException($"Polynomial.Power must be positive and finite, but was {value}. 1 gives a straight line.");
}
