using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.Reports;

public sealed class CountTextTests
{
    [Theory]
    [InlineData(0, "0 runs")]
    [InlineData(1, "1 run")]
    [InlineData(2, "2 runs")]
    public void Should_count_single_things_right(long number, string expected) => Assert.Equal(expected, CountText.Of(number, "run"));
}
