using MLNetLandscape.AutoML.Sweeps;

namespace MLNetLandscape.AutoML.Tests.Sweeps;

public sealed class LogGridTests
{
    [Fact]
    public void Has_round_decades() => Assert.Equal([0.001, 0.01, 0.1, 1, 10], LogGrid.Between(0.001, 10, 5));

    [Fact]
    public void Has_equal_ratios()
    {
        IReadOnlyList<double> grid = LogGrid.Between(2e-3, 20, 8);
        Assert.Equal((2e-3, 20), (grid[0], grid[^1]));
        Assert.All(grid.Zip(grid.Skip(1)), pair => Assert.Equal(Math.Pow(1e4, 1.0 / 7), pair.Second / pair.First, 1e-11));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(double.NaN, 1)]
    public void Refuses_a_range_without_ratios(double minimum, double maximum) => Assert.StartsWith(
        $"A logarithmic grid must run from a positive value to a larger one, but was asked for from {minimum} to {maximum}.",
        Assert.Throws<ArgumentOutOfRangeException>(() => LogGrid.Between(minimum, maximum, 3)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_single_value() => Assert.StartsWith(
        "A grid must have at least 2 values, but was asked for 1. For a single value, pass [value].",
        Assert.Throws<ArgumentOutOfRangeException>(() => LogGrid.Between(1, 2, 1)).Message,
        StringComparison.Ordinal);
}
