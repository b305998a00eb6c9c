using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class NetworkMetricTests
{
    [Theory]
    [InlineData(0.5, 1, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(0, -1, 1)]
    [InlineData(-0.5, -1, 1)]
    [InlineData(double.NaN, 1, 0)]
    [InlineData(double.NaN, -1, 0)]
    public void A_sign_is_hit_where_the_output_has_it(double output, double target, double expected) =>
        Assert.Equal(expected, NetworkMetric.OfRow<double>(TargetKind.Sign, [output], [target], 1));

    [Theory]
    [InlineData(1, 3, 2, 1, 1)]
    [InlineData(3, 1, 3, 0, 1)]
    [InlineData(3, 1, 3, 2, 0)]
    [InlineData(double.NaN, 1, 2, 0, 0)]
    [InlineData(double.NaN, 1, 2, 2, 0)]
    [InlineData(1, 2, double.NaN, 1, 0)]
    public void A_class_is_hit_where_its_output_is_the_first_of_the_largest(double first, double second, double third, double target, double expected) =>
        Assert.Equal(expected, NetworkMetric.OfRow<double>(TargetKind.ClassIndex, [first, second, third], [target], 1));

    [Fact]
    public void Real_targets_have_their_mean_squared_error() =>
        Assert.Equal(6.5, NetworkMetric.OfRow<double>(TargetKind.Real, [1, 0, 5, 0], [3, 2], 2));
}
