using System.Text.Json;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.Core.Tests.Schedules;

public sealed class ScheduleTests
{
    public static TheoryData<Schedule> Kinds =>
    [
        new Constant(0.1),
        new StepDecay(0.1, 0.5, 3),
        new Cosine(0.1, 0.01),
        new Polynomial(0.1, 0.02, 0.9),
        new WarmUp(2.5, new Cosine(0.2), 0.1),
    ];

    [Fact]
    public void Constant_never_changes() => Assert.Equal(0.1, new Constant(0.1).At(7.5, 10));

    [Fact]
    public void Refuses_a_cosine_that_would_rise()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Cosine(1e-4, 1e-2).At(0, 10));
        Assert.Equal("Cosine.Minimum must be at most Cosine.Rate, 0.0001, but was 0.01. To raise the rate at the start, use WarmUp.", exception.Message);
    }

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(2.999, 0.8)]
    [InlineData(3, 0.2)]
    [InlineData(6, 0.05)]
    [InlineData(9.5, 0.0125)]
    public void Step_decay_multiplies_at_every_milestone(double epoch, double rate) =>
        Assert.Equal(rate, new StepDecay(0.8, 0.25, 3).At(epoch, 10), 1e-15);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2.5, 0.868198051533946)]
    [InlineData(5, 0.55)]
    [InlineData(10, 0.1)]
    [InlineData(12, 0.1)]
    public void Cosine_falls_along_half_a_wave(double epoch, double rate) =>
        Assert.Equal(rate, new Cosine(1, 0.1).At(epoch, 10), 1e-14);

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(4, 1, 0.64)]
    [InlineData(5, 2, 0.325)]
    [InlineData(10, 2, 0.1)]
    [InlineData(11, 2, 0.1)]
    public void Polynomial_falls_by_a_power(double epoch, double power, double rate) =>
        Assert.Equal(rate, new Polynomial(1, 0.1, power).At(epoch, 10), 1e-14);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, 0.55)]
    [InlineData(2, 1)]
    [InlineData(5, 1)]
    public void Warm_up_rises_to_the_inner_schedule(double epoch, double rate) =>
        Assert.Equal(rate, new WarmUp(2, new Constant(1), 0.1).At(epoch, 10), 1e-15);

    [Fact]
    public void Warm_up_does_not_delay_the_inner_schedule()
    {
        Cosine inner = new(1);
        Assert.Equal(inner.At(6, 10), new WarmUp(3, inner).At(6, 10));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Survives_json(Schedule schedule)
    {
        string json = JsonSerializer.Serialize(schedule, JsonFormat.Compact);
        Assert.Equal(schedule, JsonSerializer.Deserialize<Schedule>(json, JsonFormat.Compact));
    }

    [Fact]
    public void Has_stable_json() => Assert.Equal(
        """{"name":"warm_up","epochs":2,"inner":{"name":"step_decay","rate":0.1,"factor":0.5,"every":3},"startFactor":0.01}""",
        JsonSerializer.Serialize<Schedule>(new WarmUp(2, new StepDecay(0.1, 0.5, 3)), JsonFormat.Compact));

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        Refuses(() => new Constant(0), "Constant.Rate must be a positive finite learning rate, but was 0. Usual rates lie between 1e-5 and 1.");
        Refuses(() => new Constant(1) with { Rate = double.NaN }, "Constant.Rate must be a positive finite learning rate, but was NaN. Usual rates lie between 1e-5 and 1.");
        Refuses(() => new StepDecay(1, 1.5, 3), "StepDecay.Factor must be greater than 0 and at most 1, but was 1.5. 0.1 divides the rate by ten at every step.");
        Refuses(() => new StepDecay(1, 0.5, 0), "StepDecay.Every must be at least 1 epoch, but was 0. For a rate that never changes, use Constant.");
        Refuses(() => new Cosine(1, -1), "Cosine.Minimum must be a finite learning rate of at least 0, but was -1. Use 0 to let the rate vanish at the end.");
        Refuses(() => new Polynomial(1, 0, 0), "Polynomial.Power must be positive and finite, but was 0. 1 gives a straight line.");
        Refuses(() => new WarmUp(0, new Constant(1)), "WarmUp.Epochs must be positive and finite, but was 0. To start at the full rate, use the inner schedule alone.");
        Refuses(() => new WarmUp(1, null!), "WarmUp.Inner must be a schedule, but was null. For a rate that stays, use Constant.");
        Refuses(() => new WarmUp(1, new Constant(1), 0), "WarmUp.StartFactor must be greater than 0 and at most 1, but was 0. 0.01 starts at one hundredth of the rate.");
    }

    private static void Refuses(Func<Schedule> create, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(create).Message);
}
