namespace MLNetLandscape.Core.Schedules;

/// <summary>r(t) = Minimum + (Rate - Minimum) (1 + cos(pi t / T)) / 2 at time t of T epochs.</summary>
/// <remarks>Source: Loshchilov and Hutter 2017, arXiv:1608.03983, equation 5, without restarts.</remarks>
/// <param name="Rate">The rate at the start, positive.</param>
/// <param name="Minimum">The rate at the end, from 0 to <paramref name="Rate"/>; 0 by default, as in the paper.</param>
public sealed record Cosine(double Rate, double Minimum = 0) : Schedule
{
    /// <summary>The rate at the start, positive.</summary>
    public double Rate { get; init => field = CheckRate(value, "Cosine.Rate"); } = CheckRate(Rate, "Cosine.Rate");

    /// <summary>The rate at the end, from 0 to <see cref="Rate"/>; that it is not larger is checked on use.</summary>
    public double Minimum { get; init => field = CheckFinalRate(value, "Cosine.Minimum"); } = CheckFinalRate(Minimum, "Cosine.Minimum");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="Minimum"/> is larger than <see cref="Rate"/>.</exception>
    public override double At(double epoch, int epochs) => Minimum <= Rate
        ? Minimum + ((Rate - Minimum) * 0.5 * (1 + Math.Cos(Math.PI * Progress(epoch, epochs))))
        : throw new ArgumentException($"Cosine.Minimum must be at most Cosine.Rate, {Rate}, but was {Minimum}. To raise the rate at the start, use WarmUp.");
}
