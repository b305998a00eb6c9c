using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Core.Tests.Losses;

public sealed class HuberTests
{
    [Fact]
    public void Is_quadratic_within_the_threshold_and_linear_beyond()
    {
        double[] gradient = new double[3];
        double value = new Huber(2).Evaluate<double>([1, 5, -3], [0, 0, 1], gradient, 1, 1);
        Assert.Equal((1 / 2.0) + (2 * (5 - 1)) + (2 * (4 - 1)), value);
        Assert.Equal([1, 2, -2], gradient);
        double[] product = new double[3];
        new Huber(2).HessianProduct<double>([1, 5, -3], [0, 0, 1], [10, 10, 10], product, 1, 1);
        Assert.Equal([10, 0, 0], product);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_a_threshold_that_is_not_positive_and_finite(double threshold)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Huber(threshold));
        Assert.Equal(
            $"Threshold must be positive and finite, but was {threshold}. For a loss that is quadratic everywhere, use the squared loss. (Parameter 'threshold')",
            exception.Message);
    }
}
