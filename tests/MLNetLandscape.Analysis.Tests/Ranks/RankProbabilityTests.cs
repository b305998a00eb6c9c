using MLNetLandscape.Analysis.Ranks;

namespace MLNetLandscape.Analysis.Tests.Ranks;

/// <summary>Reference figures: an independent computation with 300 trials an entry (the setting of arXiv:2305.19510).</summary>
public sealed class RankProbabilityTests
{
    private const int ReferenceTrials = 300;

    [Theory]
    [InlineData(18, 5, 0.09)]
    [InlineData(18, 8, 0.52)]
    [InlineData(18, 10, 0.71)]
    [InlineData(18, 13, 0.92)]
    [InlineData(35, 3, 0.10)]
    [InlineData(35, 5, 0.48)]
    [InlineData(35, 8, 0.85)]
    [InlineData(35, 10, 0.98)]
    [InlineData(70, 1, 0.11)]
    [InlineData(70, 3, 0.41)]
    [InlineData(70, 5, 0.70)]
    [InlineData(70, 8, 0.88)]
    public void Agrees_with_the_reference_within_the_Monte_Carlo_error_of_both(int inputs, int units, double reference)
    {
        RankProbability result = RankProbability.Estimate(
            new RankExperiment { Inputs = inputs, Units = units, Trials = 100 }, null, TestContext.Current.CancellationToken);
        double error = Math.Sqrt(reference * (1 - reference) * ((1.0 / ReferenceTrials) + (1.0 / result.FullRank.Trials)));
        Assert.InRange(result.FullRank.Value, reference - (3.5 * error) - 0.005, reference + (3.5 * error) + 0.005);
        Assert.True(result.SmallestNonzero > 1e3 * result.LargestZero, "the rank should not hang on the tolerance");
    }

    [Fact]
    public void Does_not_depend_on_the_number_of_threads()
    {
        RankExperiment experiment = new() { Rows = 20, Inputs = 6, Units = 4, Trials = 50, Threads = 1 };
        RankProbability one = RankProbability.Estimate(experiment, null, TestContext.Current.CancellationToken);
        RankProbability three = RankProbability.Estimate(experiment with { Threads = 3 }, null, TestContext.Current.CancellationToken);
        Assert.Equal((one.FullRank, one.SmallestNonzero, one.LargestZero), (three.FullRank, three.SmallestNonzero, three.LargestZero));
    }
}
