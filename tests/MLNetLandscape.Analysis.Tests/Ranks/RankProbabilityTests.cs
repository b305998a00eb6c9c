using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Analysis.Tests.Estimates;
using MLNetLandscape.Core.Randomness;

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

    [Theory]
    [InlineData(12, 2, 3)]
    [InlineData(9, 2, 3)]
    [InlineData(4, 2, 3)]
    [InlineData(3, 1, 1)]
    public void The_Jacobian_of_a_draw_has_a_block_v_times_x_and_1_for_every_active_unit(int rows, int inputs, int units)
    {
        const long Seed = 7;
        RankDraw draw = new(new RankExperiment { Rows = rows, Inputs = inputs, Units = units, Seed = Seed });
        for (int index = 0; index < 5; index++)
        {
            RandomSource random = new RandomSource(Seed).Split(RandomPurpose.Data, index);
            double[][] x = [.. Enumerable.Range(0, rows).Select(_ => (double[])[.. Draw(inputs, () => random.NextDouble()), 1])];
            double[][] w = [.. Enumerable.Range(0, units).Select(_ => Draw(inputs + 1, () => (2 * random.NextDouble()) - 1))];
            double[] v = Draw(units, () => random.NextNormal());
            double[] jacobian = [.. x.SelectMany(input => w.SelectMany((weights, i) => input.Select(value => weights.Zip(input, (a, b) => a * b).Sum() > 0 ? v[i] * value : 0)))];
            SingularSpectrum expected = SingularSpectrum.Of(jacobian, rows), found = draw.Next(index);
            Assert.Equal((rows, units * (inputs + 1), expected.Rank), (found.Rows, found.Columns, found.Rank));
            Assert.All(expected.Values.Zip(found.Values), pair => Assert.Equal(pair.First, pair.Second, 12));
        }
    }

    [Fact]
    public void The_table_has_an_entry_for_every_pair_features_first()
    {
        RankExperiment common = new() { Rows = 4, Trials = 20, Threads = 1 };
        List<double> told = [];
        IReadOnlyList<RankProbability> table = RankProbability.Table(common, [2, 3], [1, 2, 4], new Shares(told.Add), TestContext.Current.CancellationToken);
        Assert.Equal([(2, 1), (2, 2), (2, 4), (3, 1), (3, 2), (3, 4)], table.Select(entry => (entry.Experiment.Inputs, entry.Experiment.Units)));
        Assert.All(table, entry => Assert.Equal(RankProbability.Estimate(entry.Experiment).FullRank, entry.FullRank));
        Assert.Equal([1.0 / 6, 2.0 / 6, 3.0 / 6, 4.0 / 6, 5.0 / 6, 1], told);
    }

    [Fact]
    public void Does_not_depend_on_the_number_of_threads()
    {
        RankExperiment experiment = new() { Rows = 20, Inputs = 6, Units = 4, Trials = 50, Threads = 1 };
        RankProbability one = RankProbability.Estimate(experiment, null, TestContext.Current.CancellationToken);
        RankProbability three = RankProbability.Estimate(experiment with { Threads = 3 }, null, TestContext.Current.CancellationToken);
        Assert.Equal((one.FullRank, one.SmallestNonzero, one.LargestZero), (three.FullRank, three.SmallestNonzero, three.LargestZero));
    }

    private static double[] Draw(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}
