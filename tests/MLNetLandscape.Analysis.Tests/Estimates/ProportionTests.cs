using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Tests.Estimates;

public sealed class ProportionTests
{
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)] // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Agrees_with_Newcombes_table(int hits, int trials, double lower, double upper)
    {
        Proportion share = new(hits, trials);
        Assert.Equal(lower, share.Lower, 4);
        Assert.Equal(upper, share.Upper, 4);
    }

    [Fact]
    public void The_interval_of_all_and_of_none_ends_at_1_and_at_0()
    {
        for (int trials = 1; trials <= 500; trials++)
        {
            Assert.InRange(new Proportion(trials, trials).Upper, 1 - 1e-14, 1);
            Assert.InRange(new Proportion(0, trials).Lower, 0, 1e-14);
        }
    }

    [Fact]
    public void Knows_nothing_without_a_trial()
    {
        Proportion share = new(0, 0);
        Assert.True(double.IsNaN(share.Value));
        Assert.Equal((0, 1), (share.Lower, share.Upper));
    }
}
