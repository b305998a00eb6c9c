namespace MLNetLandscape.Core.Schedules;

/// <summary>r(t) = Inner(t) * (s + (1 - s) t / Epochs) for t below Epochs, Inner(t) from there on, with the start factor s.</summary>
/// <remarks>
/// <para>The inner schedule's clock does not wait: after the warm-up it goes on as if there had been none.</para>
/// <para>Source: Goyal et al. 2017, arXiv:1706.02677, section 2.2, gradual warm-up.</para>
/// </remarks>
/// <param name="Epochs">How long the warm-up takes, in epochs, positive; fractions allowed.</param>
/// <param name="Inner">The schedule that it leads into.</param>
/// <param name="StartFactor">s, greater than 0, at most 1; 0.01 by default, so that no step is lost at rate 0.</param>
public sealed record WarmUp(double Epochs, Schedule Inner, double StartFactor = 0.01) : Schedule
{
    /// <summary>How long the warm-up takes, in epochs, positive.</summary>
    public double Epochs { get; init => field = CheckEpochs(value); } = CheckEpochs(Epochs);

    /// <summary>The schedule that it leads into.</summary>
    public Schedule Inner { get; init => field = CheckInner(value); } = CheckInner(Inner);

    /// <summary>s, greater than 0, at most 1.</summary>
    public double StartFactor { get; init => field = CheckStartFactor(value); } = CheckStartFactor(StartFactor);

    /// <inheritdoc/>
    public override double At(double epoch, int epochs)
    {
        double rate = Inner.At(epoch, epochs);
        double t = Math.Max(epoch, 0);
        return t < Epochs ? rate * (StartFactor + ((1 - StartFactor) * t / Epochs)) : rate;
    }

    private static double CheckEpochs(double value) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException(
            $"WarmUp.Epochs must be positive and finite, but was {value}. To start at the full rate, use the inner schedule alone.");

    private static Schedule CheckInner(Schedule? value) =>
        value ?? throw new ArgumentException("WarmUp.Inner must be a schedule, but was null. For a rate that stays, use Constant.");

    private static double CheckStartFactor(double value) => value is > 0 and <= 1
        ? value
        : throw new ArgumentException(
            $"WarmUp.StartFactor must be greater than 0 and at most 1, but was {value}. 0.01 starts at one hundredth of the rate.");
}
