using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

/// <content>Numbers, and what is none; weights and missing values.</content>
public sealed partial class CsvDatasetTests
{
    [Fact]
    public void Weights_come_from_their_column()
    {
        CsvLoadResult result = Load("a,w,y\n1,0.5,0\n2,0,1\n", Binary with { WeightColumn = "w" });
        Assert.Equal([0.5f, 0], result.Data.Weights!.Value.ToArray());
        Assert.Equal(["a"], result.Data.FeatureNames);
        AssertRefused(
            "a,w,y\n1,-0.5,0\n",
            Binary with { WeightColumn = "w" },
            ", line 2, column 'w': a weight must be at least 0, but was -0.5. For a row that is not to count, use 0.");
        AssertRefused(
            "a,w,y\n1,0,0\n2,0,1\n",
            Binary with { WeightColumn = "w" },
            ": weight column 'w' must have a weight above 0, but all are 0.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData("nan")]
    [InlineData("?")]
    [InlineData("null")]
    public void Missing_values_are_refused_by_default(string missing)
    {
        AssertRefused(
            $"a,b,y\n1,2,0\n1,{missing},1\n",
            $", line 3, column 'b': the value is missing ('{missing}'). " +
            "Fill it in, or skip such rows with MissingValues.SkipRow, which counts them.");
        AssertRefused($"a,b,y\n1,2,{missing}\n", $", line 2, column 'y': the value is missing ('{missing}'). " +
            "Fill it in, or skip such rows with MissingValues.SkipRow, which counts them.");
    }

    [Fact]
    public void Rows_with_missing_values_can_be_skipped_and_are_counted()
    {
        CsvLoadResult result = Load(
            "a,b,w,y\n1,2,1,0\n1,,1,1\n3,4,1,?\n5,6,NA,1\n7,8,1,1\n", Binary with { MissingValues = MissingValues.SkipRow, WeightColumn = "w" });
        Assert.Equal(3, result.SkippedRows);
        Assert.Equal([1, 2, 7, 8], result.Data.Features.ToArray());
        Assert.Equal([-1, 1], result.Data.Targets.ToArray());
        Assert.Equal([1, 1], result.Data.Weights!.Value.ToArray());
    }

    [Fact]
    public void Refuses_when_every_row_is_skipped() => AssertRefused(
        "a,y\n,0\n?,1\n",
        Binary with { MissingValues = MissingValues.SkipRow },
        " has no row left: in all 2 rows a value is missing.");

    [Fact]
    public void Constant_features_are_accepted_and_reported()
    {
        CsvLoadResult result = Load("a,b,c,y\n1,0.1,3,0\n2,0.1,3,1\n1,0.1,3,1\n");
        Assert.Equal(["b", "c"], result.ConstantFeatures);
        Assert.Equal(3, result.Data.FeatureCount);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1e")]
    public void Refuses_text_in_a_number(string text) => AssertRefused(
        $"a,b,y\n1,2,0\n\n3,{text},1\n",
        $", line 4, column 'b': a feature must be a number, but was '{text}'. Correct the value, or leave the column out (IgnoreColumns).");

    [Fact]
    public void Refuses_a_decimal_comma_with_a_hint() => AssertRefused(
        "a;y\n3,14;0\n",
        ", line 2, column 'a': a feature must be a number, but was '3,14'. Write numbers with a decimal point and without separators.");

    [Theory]
    [InlineData("Infinity")]
    [InlineData("-inf")]
    [InlineData("1e39")]
    [InlineData("-1e400")]
    public void Refuses_infinity_and_what_overflows(string text) => AssertRefused(
        $"a,y\n{text},0\n",
        $", line 2, column 'a': a feature must be a finite number (at most 3.4e38 in magnitude), but was '{text}'. " +
        "Correct the value or remove the row.");

    [Fact]
    public void Cuts_a_long_text_in_a_message()
    {
        string message = Assert.Throws<InvalidDataException>(() => Load($"a,y\n{new string('x', 5000)},0\n")).Message;
        Assert.Contains($"'{new string('x', 40)}...'", message);
        Assert.True(message.Length < 400);
    }
}
