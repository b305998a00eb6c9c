namespace MLNetLandscape.Core.Schedules;

/// <summary>r(t) = Rate * Factor^floor(t / Every) at time t in epochs.</summary>
/// <remarks>Divides the rate at milestones, as He et al. 2016, arXiv:1512.03385, section 4.2, with Factor = 0.1.</remarks>
/// <param name="Rate">The rate of the first <paramref name="Every"/> epochs, positive.</param>
/// <param name="Factor">What each step multiplies the rate by, greater than 0, at most 1.</param>
/// <param name="Every">Epochs between steps, at least 1.</param>
public sealed record StepDecay(double Rate, double Factor, int Every) : Schedule
{
    /// <summary>The rate of the first <see cref="Every"/> epochs, positive.</summary>
    public double Rate { get; init => field = CheckRate(value, "StepDecay.Rate"); } = CheckRate(Rate, "StepDecay.Rate");

    /// <summary>What each step multiplies the rate by, greater than 0, at most 1.</summary>
    public double Factor { get; init => field = CheckFactor(value); } = CheckFactor(Factor);

    /// <summary>Epochs between steps, at least 1.</summary>
    public int Every { get; init => field = CheckEvery(value); } = CheckEvery(Every);

    /// <inheritdoc/>
    public override double At(double epoch, int epochs) => Rate * Math.Pow(Factor, Math.Floor(Math.Max(epoch, 0) / Every));

    private static double CheckFactor(double value) => value is > 0 and <= 1
        ? value
        : throw new ArgumentException(
            $"StepDecay.Factor must be greater than 0 and at most 1, but was {value}. 0.1 divides the rate by ten at every step.");

    private static int CheckEvery(int value) => value >= 1
        ? value
        : throw new ArgumentException(
            $"StepDecay.Every must be at least 1 epoch, but was {value}. For a rate that never changes, use Constant.");
}
