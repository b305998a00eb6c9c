namespace MLNetLandscape.Core.Schedules;

/// <summary>Always the same learning rate.</summary>
/// <param name="Rate">The rate, positive.</param>
public sealed record Constant(double Rate) : Schedule
{
    /// <inheritdoc/>
    public override double At(double epoch, int epochs) => Rate;
}
