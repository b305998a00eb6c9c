using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.Reports;

public sealed class ReportCellTests
{
    [Fact]
    public void Should_say_a_number_with_four_digits_and_keep_it_whole() => Assert.Equal(new ReportCell("0.3333", 1.0 / 3), ReportCell.Number(1.0 / 3));

    [Fact]
    public void Should_say_nothing_of_no_number() => Assert.Equal(new ReportCell("-"), ReportCell.Number(double.NaN));

    [Fact]
    public void Should_say_a_share_with_its_interval() => Assert.Equal(new ReportCell("0.15 (0.0524 to 0.36)", 0.15), ReportCell.Share(new Proportion(3, 20)));

    /// <summary>1, 2, 3: t(2, 0.95) = 2.919986, half width 2.919986 / sqrt(3) = 1.685854.</summary>
    [Fact]
    public void Should_say_a_mean_with_its_90_percent_interval() => Assert.Equal(new ReportCell("2.00 (0.31 to 3.69)", 2), ReportCell.Mean([1, 2, 3], "0.00"));

    [Fact]
    public void Should_pass_over_values_that_are_not_finite() => Assert.Equal(new ReportCell("2", 2), ReportCell.Mean([double.NaN, 2]));
}
