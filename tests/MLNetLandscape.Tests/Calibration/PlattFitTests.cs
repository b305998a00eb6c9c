using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Tests.Calibration;

public sealed class PlattFitTests
{
    [Fact]
    public void Finds_the_parameters_that_made_the_labels()
    {
        (float[] scores, float[] targets) = Sample(200_000, slope: -1.7, offset: 0.4);
        PlattScaling fitted = PlattFit.Fit(scores, targets, []);
        Assert.Equal(-1.7, fitted.Slope, 0.03);
        Assert.Equal(0.4, fitted.Offset, 0.03);
    }

    [Fact]
    public void Agrees_with_the_calibrator_of_MLNET()
    {
        (float[] scores, float[] targets) = Sample(3000, slope: -2, offset: -0.5);
        MLContext context = new(1);
        IDataView data = context.Data.LoadFromEnumerable(scores.Zip(targets).Select(pair => new Row { Score = pair.First, Label = pair.Second > 0 }));
        float[] expected = [.. context.BinaryClassification.Calibrators.Platt().Fit(data).Transform(data).GetColumn<float>("Probability")];
        PlattScaling fitted = PlattFit.Fit(scores, targets, []);
        Assert.All(scores.Zip(expected), pair => Assert.Equal(pair.Second, fitted.Probability(pair.First), 2e-3));
    }

    [Fact]
    public void Is_stationary_by_finite_differences()
    {
        (float[] scores, float[] targets) = Sample(500, slope: -1, offset: 0.2);
        PlattScaling fitted = PlattFit.Fit(scores, targets, []);
        int positive = targets.Count(target => target > 0);
        double Objective(double slope, double offset) => scores.Zip(targets).Sum(pair =>
        {
            double t = pair.Second > 0 ? (positive + 1.0) / (positive + 2) : 1.0 / (scores.Length - positive + 2);
            double p = 1 / (1 + Math.Exp((slope * pair.First) + offset));
            return -(t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p));
        });
        const double H = 1e-5;
        Assert.Equal(0, (Objective(fitted.Slope + H, fitted.Offset) - Objective(fitted.Slope - H, fitted.Offset)) / (2 * H), 1e-4);
        Assert.Equal(0, (Objective(fitted.Slope, fitted.Offset + H) - Objective(fitted.Slope, fitted.Offset - H)) / (2 * H), 1e-4);
    }

    [Fact]
    public void A_weight_of_two_is_a_row_twice()
    {
        (float[] scores, float[] targets) = Sample(100, slope: -1, offset: 0);
        PlattScaling weighted = PlattFit.Fit(scores, targets, [.. Enumerable.Repeat(2f, 100)]);
        PlattScaling twice = PlattFit.Fit([.. scores, .. scores], [.. targets, .. targets], []);
        Assert.Equal(twice.Slope, weighted.Slope, 1e-9);
        Assert.Equal(twice.Offset, weighted.Offset, 1e-9);
    }

    [Theory]
    [InlineData(1e20f)]
    [InlineData(1f)]
    [InlineData(1e-20f)]
    public void Stays_finite_on_separated_scores_of_any_size(float size)
    {
        PlattScaling fitted = PlattFit.Fit([-size, -2 * size, size, 3 * size], [-1, -1, 1, 1], []);
        Assert.True(double.IsFinite(fitted.Slope) && double.IsFinite(fitted.Offset));
        Assert.InRange(fitted.Probability(size), 0.5f, 1);
        Assert.InRange(fitted.Probability(-size), 0, 0.5f);
    }

    private static (float[] Scores, float[] Targets) Sample(int count, double slope, double offset)
    {
        RandomSource random = new(11);
        float[] scores = new float[count];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            scores[i] = (float)(2 * random.NextNormal());
            targets[i] = random.NextDouble() < 1 / (1 + Math.Exp((slope * scores[i]) + offset)) ? 1 : -1;
        }

        return (scores, targets);
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public float Score { get; set; }
    }
}
