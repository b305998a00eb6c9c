using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

public sealed class DatasetTests
{
    private static readonly Dataset<float> Small = new()
    {
        Features = new float[] { 1, 2, 3, 4, 5, 6 },
        Targets = new float[] { -1, 1, -1 },
        Weights = new float[] { 1, 0, 2 },
        Rows = 3,
        FeatureNames = ["a", "b"],
        ClassNames = ["no", "yes"],
        Groups = [7, 8, 7],
    };

    [Fact]
    public void Derives_widths_from_lengths()
    {
        Assert.Equal(2, Small.FeatureCount);
        Assert.Equal(1, Small.TargetWidth);
        Assert.Same(Small, Small.Validate());
    }

    [Fact]
    public void Selects_rows_in_the_given_order_with_repetition()
    {
        Dataset<float> selected = Small.Select([2, 0, 2, 1]);
        Assert.Equal([5, 6, 1, 2, 5, 6, 3, 4], selected.Features.ToArray());
        Assert.Equal([-1, -1, -1, 1], selected.Targets.ToArray());
        Assert.Equal([2, 1, 2, 0], selected.Weights!.Value.ToArray());
        Assert.Equal([7, 7, 7, 8], selected.Groups);
        Assert.Equal(4, selected.Rows);
        Assert.Equal(["no", "yes"], selected.ClassNames);
        Assert.Equal(["a", "b"], selected.FeatureNames);
    }

    [Fact]
    public void Converts_to_double_and_back()
    {
        Dataset<float> fine = Small with { Features = new float[] { 0.1f, 1e-40f, 3, float.MaxValue, -0.0f, 6 } };
        Dataset<double> wide = fine.Convert<double>();
        Assert.Equal((double)0.1f, wide.Features.Span[0]);
        Assert.Equal((double)1e-40f, wide.Features.Span[1]);
        Assert.Equal(fine.Features.ToArray(), wide.Convert<float>().Features.ToArray());
        Assert.Equal([1.0, 0, 2], wide.Weights!.Value.ToArray());
        Assert.Equal([7, 8, 7], wide.Groups);
        Assert.Same(fine, fine.Convert<float>());
    }

    [Fact]
    public void Rounds_to_the_nearest_single() =>
        Assert.Equal((float)(1.0 / 3), Double(1.0 / 3).Convert<float>().Features.Span[0]);

    [Fact]
    public void Refuses_to_convert_what_overflows() => AssertRefused(
        "Every number of a data set must be finite, but feature 0 of row 0 was Infinity. Remove the row or replace the value.",
        () => Double(1e300).Convert<float>());

    [Fact]
    public void Refuses_no_rows() => AssertRefused(
        "A data set must have at least 1 row, but Rows was 0. Check what filtered the rows away.",
        () => Small with { Rows = 0 });

    [Fact]
    public void Refuses_features_that_do_not_divide_into_rows() => AssertRefused(
        "Features must hold the same number of values, at least 1, for each of the 3 rows, but holds 5 values.",
        () => (Small with { Features = new float[5] }).Validate());

    [Fact]
    public void Refuses_missing_targets() => AssertRefused(
        "Targets must hold the same number of values, at least 1, for each of the 3 rows, but holds 0 values.",
        () => (Small with { Targets = default }).Validate());

    [Fact]
    public void Refuses_lists_of_another_length()
    {
        AssertRefused(
            "Weights must hold 3 values (one a row, or null for weights of 1), but holds 2.",
            () => (Small with { Weights = new float[2] }).Validate());
        AssertRefused("Groups must hold 3 values (one a row, or none), but holds 1.", () => (Small with { Groups = [1] }).Validate());
        AssertRefused(
            "FeatureNames must hold 2 values (one a feature, or none), but holds 1.",
            () => (Small with { FeatureNames = ["x"] }).Validate());
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Refuses_numbers_that_are_not_finite(float value, string shown)
    {
        AssertRefused(
            $"Every number of a data set must be finite, but feature 'b' of row 1 was {shown}. Remove the row or replace the value.",
            () => (Small with { Features = new float[] { 1, 2, 3, value, 5, 6 } }).Validate());
        AssertRefused(
            $"Every number of a data set must be finite, but the target of row 2 was {shown}. Remove the row or replace the value.",
            () => (Small with { Targets = new float[] { 1, 1, value } }).Validate());
        AssertRefused(
            $"A weight must be finite and at least 0, but that of row 0 was {shown}.",
            () => (Small with { Weights = new float[] { value, 1, 1 } }).Validate());
    }

    [Fact]
    public void Finds_a_number_that_is_not_finite_anywhere_in_a_large_set()
    {
        foreach (int position in new[] { 0, 1023, 1024, 4999 })
        {
            float[] features = new float[5000];
            features[position] = float.NaN;
            Dataset<float> data = new() { Features = features, Targets = new float[5000], Rows = 5000 };
            Assert.Contains($"row {position} was NaN", Assert.Throws<ArgumentException>(data.Validate).Message);
        }
    }

    [Fact]
    public void Refuses_weights_that_are_negative_or_all_zero()
    {
        AssertRefused(
            "A weight must be finite and at least 0, but that of row 1 was -1.",
            () => (Small with { Weights = new float[] { 1, -1, 1 } }).Validate());
        AssertRefused(
            "At least one weight must be above 0, but all were 0.",
            () => (Small with { Weights = new float[3] }).Validate());
    }

    [Fact]
    public void Refuses_a_selection_outside_the_rows()
    {
        Assert.StartsWith(
            "A row index must be in 0 .. 2, but was 3.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Small.Select([0, 3])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Small.Select([-1]));
        Assert.StartsWith(
            "A selection must keep at least 1 row, but no index was given.",
            Assert.Throws<ArgumentException>(() => Small.Select([])).Message);
    }

    private static Dataset<double> Double(double value) =>
        new() { Features = new[] { value }, Targets = new double[] { 1 }, Rows = 1 };

    private static void AssertRefused(string message, Func<object> action) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message);
}
