using MLNetLandscape.Core.Experiments;

namespace MLNetLandscape.Core.Tests.Experiments;

public sealed class MannWhitneyReachTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 0.1)]
    [InlineData(4, 2.0 / 70)]
    [InlineData(5, 2.0 / 252)]
    public void The_smallest_p_is_two_out_of_all_orders(int runs, double p) => Assert.Equal(p, MannWhitneyReach.SmallestTwoSidedP(runs, runs), 12);

    /// <summary>Critical values of the two-sided test at 5 %, as in every table (Siegel 1956, table K).</summary>
    [Theory]
    [InlineData(3, 3, -1)]
    [InlineData(4, 4, 0)]
    [InlineData(5, 5, 2)]
    [InlineData(6, 6, 5)]
    [InlineData(8, 8, 13)]
    [InlineData(10, 10, 23)]
    [InlineData(20, 20, 127)]
    [InlineData(5, 8, 6)]
    public void Critical_values_are_those_of_the_tables(int n, int m, int u) => Assert.Equal(u, MannWhitneyReach.CriticalU(n, m, 0.05));

    [Fact]
    public void Four_runs_are_the_fewest_that_can_reach_five_percent() => Assert.Equal(4, MannWhitneyReach.FewestRuns(0.05));
}
