using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Core.Tests.Statistics;

/// <summary>Half widths come from scipy.stats.t.ppf of scipy 1.10.1.</summary>
public sealed class MeanIntervalTests
{
    private static readonly double[] Accuracies = [0.81, 0.82, 0.805, 0.799, 0.83];

    [Theory]
    [InlineData(0.9, 0.011742586725696681)]
    [InlineData(0.95, 0.01529314757624613)]
    [InlineData(0.99, 0.025360163682611347)]
    public void Agrees_with_students_t(double confidence, double halfWidth)
    {
        MeanInterval interval = MeanInterval.Of(Accuracies, confidence);
        Assert.Equal(0.8128, interval.Mean, 1e-15);
        Assert.Equal(0.012316655390161687, interval.StandardDeviation!.Value, 1e-15);
        Assert.Equal(halfWidth, interval.HalfWidth!.Value, 1e-9);
        Assert.Equal(interval.Mean - interval.HalfWidth, interval.Lower);
        Assert.Equal(interval.Mean + interval.HalfWidth, interval.Upper);
        Assert.Equal((5, confidence), (interval.Count, interval.Confidence));
    }

    [Fact]
    public void Ninety_per_cent_is_the_default()
    {
        // t(1, 0.95) = tan(0.45 pi), in closed form.
        MeanInterval interval = MeanInterval.Of([1, 3]);
        Assert.Equal(Math.Tan(0.45 * Math.PI), interval.HalfWidth!.Value, 1e-9);
    }

    [Fact]
    public void A_single_value_has_no_interval()
    {
        MeanInterval interval = MeanInterval.Of([0.9]);
        Assert.Equal(0.9, interval.Mean);
        Assert.Null(interval.HalfWidth);
        Assert.Null(interval.Lower);
        Assert.Null(interval.StandardDeviation);
    }

    [Fact]
    public void Equal_values_have_an_interval_of_width_zero() => Assert.Equal(0, MeanInterval.Of([0.5, 0.5, 0.5]).HalfWidth);

    [Fact]
    public void Refuses_nothing_nonsense_and_a_confidence_outside_zero_to_one()
    {
        Assert.Equal(
            "A mean needs at least 1 value, but none was given. (Parameter 'values')",
            Assert.Throws<ArgumentException>(() => MeanInterval.Of([])).Message);
        Assert.Equal(
            "Every value must be finite, but one was NaN. (Parameter 'values')",
            Assert.Throws<ArgumentException>(() => MeanInterval.Of([1, double.NaN])).Message);
        Assert.Equal(
            "A confidence must lie strictly between 0 and 1, but was 90. For 90 %, pass 0.9. (Parameter 'confidence')",
            Assert.Throws<ArgumentException>(() => MeanInterval.Of(Accuracies, 90)).Message);
    }
}
