using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Pretraining;

namespace MLNetLandscape.Core.Tests.Pretraining;

public sealed class ReadoutFitTests
{
    // x of mean 0 and mean square 10, y = 2 x + 3: minimising mean (s x + c - y)^2 + p s^2 gives c = 3 and s = 2 / (1 + p / 10).
    private static readonly double[] X = [-4, -2, 2, 4];

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(10, 0, 1)]
    [InlineData(0, 0.5, 1.6)]
    [InlineData(10, 0.5, 1)]
    [InlineData(1, 1, 1)]
    public void The_penalty_is_the_larger_of_L2_and_what_rounding_demands(double l2, double rounding, double slope)
    {
        Dataset<double> data = new() { Features = X, Targets = X.Select(x => (2 * x) + 3).ToArray(), Rows = X.Length };
        ReadoutFit fit = new(RegressionRows.Create(data, TargetKind.Real, 1), l2, rounding);
        double[] parameters = new double[2];
        fit.Write(parameters);
        Assert.Equal(slope, parameters[0], 1e-12);
        Assert.Equal(3, parameters[1], 1e-12);
        Assert.Equal(10 * (slope - 2) * (slope - 2), fit.MeanSquare, 1e-12);
    }

    [Fact]
    public void A_feature_that_the_others_give_has_no_weight()
    {
        Dataset<double> data = new()
        {
            Features = X.SelectMany(x => new[] { x, 3 * x, x * x }).ToArray(),
            Targets = X.SelectMany(x => new[] { (2 * x) + 3, x * x }).ToArray(),
            Rows = X.Length,
        };
        double[] parameters = new double[8];
        new ReadoutFit(RegressionRows.Create(data, TargetKind.Real, 2), 0, 0).Write(parameters);
        Assert.All(new double[] { 2, 0, 0, 0, 0, 1, 3, 0 }.Zip(parameters), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
