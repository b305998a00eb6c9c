using MLNetLandscape.AutoML.SearchSpaces;
using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.AutoML.Tests.SearchSpaces;

public sealed class ScheduleRateTests
{
    public static TheoryData<Schedule> Schedules =>
    [
        new Constant(0.01),
        new Cosine(0.01, 0.001),
        new Polynomial(0.01, 0.002, 2),
        new StepDecay(0.01, 0.5, 3),
        new WarmUp(2, new Cosine(0.01)),
    ];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Scales_the_whole_schedule(Schedule schedule)
    {
        Schedule tripled = ScheduleRate.With(schedule, 3 * ScheduleRate.Of(schedule));
        Assert.Equal(0.01, ScheduleRate.Of(schedule));
        Assert.All([0, 0.5, 1, 4.2, 9.9, 10], epoch => Assert.Equal(3 * schedule.At(epoch, 10), tripled.At(epoch, 10), 1e-15));
    }
}
