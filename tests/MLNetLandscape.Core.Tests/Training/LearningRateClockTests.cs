using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class LearningRateClockTests
{
    private static readonly Polynomial Line = new(1, 0);

    [Fact]
    public void Counts_a_smaller_last_batch_as_a_step()
    {
        LearningRateClock clock = new(Line, epochs: 4, rows: 33, batchSize: 16);
        Assert.Equal(Line.At(1 + (2 / 3.0), 4), clock.RateAt(1, 2));
    }

    [Fact]
    public void Holds_the_last_rate_foreseen_in_an_epoch_that_is_longer_than_the_one_before()
    {
        LearningRateClock clock = new(Line, epochs: 4, rows: null, batchSize: 16) { StepsOfLastEpoch = 2 };
        Assert.Equal(Line.At(1.5, 4), clock.RateAt(1, 1));
        Assert.Equal(Line.At(1.5, 4), clock.RateAt(1, 7));
    }
}
