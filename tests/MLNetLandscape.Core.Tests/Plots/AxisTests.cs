using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Core.Tests.Plots;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 400, "0 100 200 300 400")]
    [InlineData(0.94, 0.995, "0.94 0.95 0.96 0.97 0.98 0.99")]
    [InlineData(-1, 1, "-1.0 -0.5 0.0 0.5 1.0")]
    [InlineData(0, 3e7, "0 5e6 1e7 1.5e7 2e7 2.5e7 3e7")]
    public void Marks_a_linear_axis_with_round_numbers(double minimum, double maximum, string labels) =>
        Assert.Equal(labels.Split(' '), AxisTicks.Linear(minimum, maximum, 5).Select(tick => tick.Label));

    [Theory]
    [InlineData(0.001, 10, "0.001 0.01 0.1 1 10")]
    [InlineData(0.9, 60, "1 2 5 10 20 50")]
    [InlineData(1e-9, 1e3, "1e-9 1e-6 0.001 1 1000")]
    public void Marks_a_logarithmic_axis_with_powers_of_ten(double minimum, double maximum, string labels) =>
        Assert.Equal(labels.Split(' '), AxisTicks.Logarithmic(minimum, maximum, 5).Select(tick => tick.Label));

    [Fact]
    public void Marks_axes_alike_under_any_culture() => Assert.Equal(
        AxisTicks.Logarithmic(1e-9, 1e3, 5).Concat(AxisTicks.Linear(-1, 1, 5)),
        ForeignCulture.Run(() => AxisTicks.Logarithmic(1e-9, 1e3, 5).Concat(AxisTicks.Linear(-1, 1, 5)).ToArray()));

    [Fact]
    public void Covers_values_that_differ_by_rounding_alone()
    {
        Axis axis = Axis.Linear("y", [0.1 + 0.2, 0.3]);
        Assert.InRange(axis.Ticks.Count, 1, 10);
        Assert.True(axis.Maximum > axis.Minimum);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN })]
    [InlineData(new[] { double.PositiveInfinity, 2 })]
    [InlineData(new[] { 0.0, 0.0 })]
    [InlineData(new[] { -5.0 })]
    [InlineData(new[] { 1e300, -1e300 })]
    [InlineData(new[] { 5e-324, 1 })]
    public void Makes_an_axis_of_anything(double[] values)
    {
        foreach (Axis axis in new[] { Axis.Linear("y", values), Axis.Logarithmic("y", values), Axis.Linear("y", values, 5, 1) })
        {
            Assert.True(axis.Maximum > axis.Minimum);
            Assert.True(double.IsFinite(axis.Maximum) && double.IsFinite(axis.Minimum));
            Assert.InRange(axis.Ticks.Count, 1, 20);
        }
    }

    [Fact]
    public void Places_values_by_differences_or_ratios()
    {
        Axis linear = Axis.Exactly("x", 0, 10), logarithmic = Axis.Logarithmic("x", [1, 100]) with { Minimum = 1, Maximum = 100 };
        Assert.Equal(0.3, linear.Place(3), 12);
        Assert.Equal(0.5, logarithmic.Place(10), 12);
        Assert.Equal(0, logarithmic.Place(0));
        Assert.True(double.IsNaN(logarithmic.Place(-1)));
    }
}
