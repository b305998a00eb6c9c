namespace MLNetLandscape.Core.Schedules;

/// <summary>Always the same learning rate.</summary>
/// <param name="Rate">The rate, positive.</param>
public sealed record Constant(double Rate) : Schedule
{
    /// <summary>The rate, positive.</summary>
    public double Rate { get; init => field = CheckRate(value, "Constant.Rate"); } = CheckRate(Rate, "Constant.Rate");

    /// <inheritdoc/>
    public override double At(double epoch, int epochs) => Rate;
}
