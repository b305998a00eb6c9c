using MathNet.Numerics.Distributions;
using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Tests.Cells;

/// <summary>Reference figures: an independent computation with 200,000 draws per cell of the table (the setting of arXiv:2006.09192).</summary>
public sealed class CellProbabilityTests
{
    private const double ReferenceDraws = 2e5;

    [Theory]
    [InlineData(1, 20, 0.0112)]
    [InlineData(1, 40, 0.0055)]
    [InlineData(1, 80, 0.0030)]
    [InlineData(2, 20, 2.2e-4)]
    [InlineData(2, 40, 6e-5)]
    public void Agrees_with_the_reference_within_the_Monte_Carlo_error_of_both(int units, int rows, double reference)
    {
        CellProbability result = CellProbability.Estimate(
            new CellExperiment { Units = units, Rows = rows, Draws = 80_000 }, null, TestContext.Current.CancellationToken);
        double error = Math.Sqrt((reference / ReferenceDraws) + (reference / result.FullRank.Hits));
        Assert.InRange(result.Genuine.Value, reference - (4 * error), reference + (4 * error));
        Assert.True(result.FullRank.Value > 0.5);
    }

    [Theory]
    [InlineData(2, 80, 2)]
    [InlineData(3, 20, 2)]
    [InlineData(3, 40, 0)]
    [InlineData(3, 80, 0)]
    public void Genuine_cells_are_as_rare_as_the_reference_found_them(int units, int rows, int referenceHits)
    {
        // So few hits of 200,000 allow a rate up to the point where they would be one chance in a thousand; no more hits than that rate explains, at the
        // same odds, may come here. A rate of 5e-4, let alone a test of genuineness that always agrees, fails.
        double highest = Enumerable.Range(1, 1000).Select(i => i / 20.0).First(mean => Poisson.CDF(mean, referenceHits) < 1e-3) / ReferenceDraws;
        CellProbability result = CellProbability.Estimate(
            new CellExperiment { Units = units, Rows = rows, Draws = 40_000 }, null, TestContext.Current.CancellationToken);
        Assert.True(result.FullRank.Value > 0.4);
        double chance = result.Genuine.Hits == 0 ? 1 : 1 - Poisson.CDF(highest * result.FullRank.Hits, result.Genuine.Hits - 1);
        Assert.True(chance > 1e-3, $"{result.Genuine.Hits} of {result.FullRank.Hits}");
    }

    [Fact]
    public void Does_not_depend_on_the_number_of_threads()
    {
        CellExperiment experiment = new() { Units = 1, Rows = 20, Draws = 5_000, Threads = 1 };
        CellProbability one = CellProbability.Estimate(experiment, null, TestContext.Current.CancellationToken);
        CellProbability many = CellProbability.Estimate(experiment with { Threads = 5 }, null, TestContext.Current.CancellationToken);
        Assert.Equal((one.FullRank, one.Genuine), (many.FullRank, many.Genuine));
        Assert.NotEqual(0, one.Genuine.Hits);
    }

    [Fact]
    public void More_weights_than_rows_have_no_full_column_rank() =>
        Assert.Equal(new Proportion(0, 500), CellProbability.Estimate(new CellExperiment { Units = 2, Rows = 5, Draws = 500, Threads = 1 }).FullRank);

    [Fact]
    public void Refuses_no_draws() => Assert.Equal(
        "Draws must be at least 1, but was 0. 200000 is the default.",
        Assert.Throws<ArgumentException>(() => new CellExperiment { Draws = 0 }).Message);
}
