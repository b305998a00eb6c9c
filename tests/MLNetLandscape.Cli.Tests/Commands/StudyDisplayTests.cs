using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cli.Tests.Commands;

public sealed class StudyDisplayTests
{
    [Theory]
    [InlineData(0, 10, "20 of 100 trials done, 4 running, 1 failed")]
    [InlineData(10, 5, "20 of 100 trials done, 4 running, 1 failed, 2.0 a second, 40 s left")]
    [InlineData(1, 60, "20 of 100 trials done, 4 running, 1 failed, 1.0 a minute, 79 min left")]
    public void Tells_counts_rate_and_the_time_left(int ended, int seconds, string text) => Assert.Equal(
        text, StudyDisplay.Describe(new StudyProgress { Total = 100, Done = 20, Running = 4, Failed = 1 }, ended, TimeSpan.FromSeconds(seconds)));
}
