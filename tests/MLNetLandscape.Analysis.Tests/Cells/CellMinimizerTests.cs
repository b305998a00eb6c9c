using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Cells;

public sealed class CellMinimizerTests
{
    [Fact]
    public void The_minimiser_solves_the_normal_equations()
    {
        (Dataset<double> data, ReluUnits units) = RandomCells.Create(30, 3, 5);
        ReluCell cell = ReluCell.Containing(data, units);
        CellMinimum minimum = CellMinimizer.Minimize(cell, units.Readout);
        Assert.True(minimum.IsUnique);
        double[] residual = Residual(cell, minimum.MinimumNorm);
        Assert.Equal(minimum.Loss, residual.Sum(r => r * r) / 30, 12);
        for (int i = 0; i < 3; i++)
        {
            for (int f = 0; f < RandomCells.Features; f++)
            {
                double product = Enumerable.Range(0, 30).Where(j => cell.IsActive(i, j)).Sum(j => residual[j] * data.Features.Span[(3 * j) + f]);
                Assert.Equal(0, product, 10);
            }
        }
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e3)]
    public void The_margin_does_not_depend_on_the_lengths_of_rows_or_of_the_minimiser(double scale)
    {
        (Dataset<double> data, ReluUnits units) = RandomCells.Create(12, 2, 5);
        Dataset<double> scaled = data with { Features = data.Features.ToArray().Select(value => scale * value).ToArray() };
        double[] signs = [-1, 1], weights = [0.3, -1, 2, 0.7, 1, -0.4];
        double expected = CellMinimizer.Margin(ReluCell.Containing(data, units), signs, weights);
        Assert.NotEqual(0, expected);
        Assert.Equal(expected, CellMinimizer.Margin(ReluCell.Containing(scaled, units), signs, weights), 12);
        Assert.Equal(expected, CellMinimizer.Margin(ReluCell.Containing(data, units), signs, [.. weights.Select(weight => scale * weight)]), 12);
    }

    [Fact]
    public void A_genuine_minimum_is_a_local_minimum_of_the_network_and_lies_in_its_own_cell()
    {
        int found = 0;
        for (long seed = 0; seed < 400; seed++)
        {
            (Dataset<double> data, ReluUnits units) = RandomCells.Create(12, 1, seed);
            CellMinimum minimum = CellMinimizer.Minimize(ReluCell.Containing(data, units), units.Readout);
            if (minimum.Verdict != CellVerdict.Genuine)
            {
                continue;
            }

            found++;
            double[] weights = [.. minimum.Witness.Select((r, k) => r / units.Readout[k / 3])];
            Assert.Equal(minimum.Loss, RandomCells.Loss(data, weights, units.Readout), 10);
            Assert.True(ReluCell.Containing(data, units).Equals(ReluCell.Containing(data, new ReluUnits(weights, units.Readout))));
            RandomSource random = new(seed);
            for (int probe = 0; probe < 20; probe++)
            {
                double[] near = [.. weights.Select(w => w + (1e-6 * random.NextNormal()))];
                Assert.True(RandomCells.Loss(data, near, units.Readout) >= minimum.Loss - 1e-13);
            }
        }

        Assert.InRange(found, 3, 100);
    }

    [Fact]
    public void The_linear_program_finds_the_weights_that_made_the_labels()
    {
        // More weights than rows: many minimisers with error zero. The labels are the network's own outputs, so one lies in the cell.
        for (long seed = 0; seed < 20; seed++)
        {
            (Dataset<double> data, ReluUnits units) = RandomCells.Create(8, 5, seed);
            Dataset<double> own = data with { Targets = Outputs(data, units) };
            CellMinimum minimum = CellMinimizer.Minimize(ReluCell.Containing(own, units), units.Readout);
            Assert.False(minimum.IsUnique);
            Assert.Equal(CellTest.LinearProgram, minimum.Test);
            Assert.Equal(CellVerdict.Genuine, minimum.Verdict);
            double[] weights = [.. minimum.Witness.Select((r, k) => r / units.Readout[k / 3])];
            Assert.True(RandomCells.Loss(own, weights, units.Readout) < 1e-16);
        }
    }

    [Fact]
    public void Both_tests_agree_where_a_dead_unit_is_all_that_makes_the_minimiser_ambiguous()
    {
        (int genuine, int compared) = (0, 0);
        for (long seed = 0; seed < 300; seed++)
        {
            (Dataset<double> data, ReluUnits one) = RandomCells.Create(10, 1, seed);
            CellMinimum alone = CellMinimizer.Minimize(ReluCell.Containing(data, one), one.Readout);
            ReluUnits withDead = new([.. one.Weights, 0, 0, -100], [.. one.Readout, 1]);
            ReluCell cell = ReluCell.Containing(data, withDead);
            CellMinimum both = CellMinimizer.Minimize(cell, withDead.Readout);
            if (!alone.IsUnique)
            {
                continue;
            }

            compared++;
            genuine += alone.Verdict == CellVerdict.Genuine ? 1 : 0;
            Assert.Equal([1], cell.DeadUnits);
            Assert.Equal(3, both.Rank);
            Assert.Equal(alone.Verdict, both.Verdict);
            Assert.Equal(alone.Loss, both.Loss, 12);
        }

        Assert.InRange(genuine, 2, compared - 2);
    }

    [Theory]
    [InlineData(new double[] { 2, -3, 2, -1, -2, -1 }, new double[] { -3, -8, 3, 3, 6, 9 }, new[] { -1.347, 0.366 }, new double[] { -1, 1 }, null)]
    [InlineData(new double[] { 2, -3, 2, 3, 2, 1, -2, 0, 0, 3, -1, -1 }, new double[] { -1, -11, 12, 12, 6, 12 }, new[] { 0.768, 0.155 }, new double[] { -1 }, null)]
    [InlineData(new double[] { -3, 1, 0, -3, 1, 2 }, new double[] { 0, 0, 0 }, new[] { 1.139, 0.287, 1.061, 0.441 }, new double[] { 1, 1 }, null)]
    [InlineData(new double[] { 1000, 1, 2000, 1, 3000, -1 }, new double[] { 1, 1, -1 }, new double[] { 1, 0 }, new double[] { 1 }, 0.1)]
    public void A_minimiser_of_zero_lies_on_the_boundary(double[] features, double[] labels, double[] weights, double[] readout, double? rankTolerance) =>
        AssertZero(new Dataset<double> { Features = features, Targets = labels, Rows = labels.Length }, new ReluUnits(weights, readout), rankTolerance);

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void A_minimiser_of_zero_lies_on_the_boundary_however_close_to_each_other_the_columns_are(int offset)
    {
        for (long seed = 0; seed < 200; seed++)
        {
            RandomSource random = new(seed);
            double[] a = [.. Enumerable.Range(0, 3).Select(_ => (double)(offset + random.NextInt32(9)))];
            double[] b = [.. Enumerable.Range(0, 3).Select(_ => (double)(offset + random.NextInt32(9)))];
            double[] normal = [(a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0])];
            if (normal.Any(y => y != 0))
            {
                double[] features = [a[0], b[0], a[1], b[1], a[2], b[2]];
                AssertZero(new Dataset<double> { Features = features, Targets = normal, Rows = 3 }, new ReluUnits([1, 1], [1]), null);
            }
        }
    }

    [Fact]
    public void Refuses_a_tolerance_of_zero()
    {
        (Dataset<double> data, ReluUnits units) = RandomCells.Create(10, 1, 1);
        ReluCell cell = ReluCell.Containing(data, units);
        Assert.Equal(
            "RankTolerance must be positive and finite, but was 0. Pass null for the default, max(rows, columns) times 2^-52.",
            Assert.Throws<ArgumentException>(() => CellMinimizer.Minimize(cell, units.Readout, 0)).Message);
    }

    [Fact]
    public void Refuses_data_of_another_width_and_a_silent_unit()
    {
        (Dataset<double> data, _) = RandomCells.Create(10, 1, 1);
        Assert.Equal(
            "The units take rows of 2 features and 1 label, but the data has 3 and 1. A bias is a constant feature: add it to the data. (Parameter 'data')",
            Assert.Throws<ArgumentException>(() => ReluCell.Containing(data, new ReluUnits([1, 2], [1]))).Message);
        Assert.Equal(
            "Readout[1] must not be 0. Leave the unit out: it does not reach the output.",
            Assert.Throws<ArgumentException>(() => new ReluUnits([1, 2], [1, 0])).Message);
        Assert.StartsWith("Weights[1] must be finite, but was NaN.", Assert.Throws<ArgumentException>(() => new ReluUnits([1, double.NaN], [1, 1])).Message, StringComparison.Ordinal);
    }

    private static void AssertZero(Dataset<double> data, ReluUnits units, double? rankTolerance)
    {
        CellMinimum minimum = CellMinimizer.Minimize(ReluCell.Containing(data, units), units.Readout, rankTolerance);
        Assert.Equal(CellVerdict.OnBoundary, minimum.Verdict);
        Assert.Equal(0, minimum.Margin);
        Assert.All(minimum.MinimumNorm, r => Assert.Equal(0, r));
        double mean = data.Targets.ToArray().Average(y => y * y);
        Assert.Equal(mean, minimum.Loss, 1e-14 * mean);
    }

    private static double[] Outputs(Dataset<double> data, ReluUnits units) => [.. Enumerable.Range(0, data.Rows).Select(j =>
        Enumerable.Range(0, units.Count).Sum(i => units.Readout[i] * Math.Max(0, Enumerable.Range(0, 3).Sum(f => units.Weights[(3 * i) + f] * data.Features.Span[(3 * j) + f]))))];

    private static double[] Residual(ReluCell cell, IReadOnlyList<double> solution) => [.. Enumerable.Range(0, cell.Data.Rows).Select(j =>
        Enumerable.Range(0, cell.Units).Where(i => cell.IsActive(i, j)).Sum(i => Enumerable.Range(0, 3).Sum(f => solution[(3 * i) + f] * cell.Data.Features.Span[(3 * j) + f]))
        - cell.Data.Targets.Span[j])];
}
