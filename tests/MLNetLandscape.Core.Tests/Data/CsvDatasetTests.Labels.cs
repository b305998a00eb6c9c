using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

/// <content>Classes and numbers to predict.</content>
public sealed partial class CsvDatasetTests
{
    [Theory]
    [InlineData("0", "1")]
    [InlineData("-1", "1")]
    [InlineData("2", "10")]
    [InlineData("-1", "+1")]
    [InlineData("B", "M")]
    public void The_second_class_in_order_is_positive(string negative, string positive)
    {
        CsvLoadResult result = Load($"a,y\n1,{positive}\n2,{negative}\n3,{positive}\n");
        Assert.Equal([1, -1, 1], result.Data.Targets.ToArray());
        Assert.Equal([negative, positive], result.Data.ClassNames);
    }

    [Fact]
    public void Numeric_labels_of_equal_value_are_one_class()
    {
        CsvLoadResult result = Load("a,y\n1,0\n2,1.0\n3,1\n4,0.0\n");
        Assert.Equal([-1, 1, 1, -1], result.Data.Targets.ToArray());
        Assert.Equal(["0", "1.0"], result.Data.ClassNames);
    }

    [Fact]
    public void The_positive_label_can_be_named()
    {
        CsvLoadResult result = Load("a,y\n1,M\n2,B\n", Binary with { PositiveLabel = "B" });
        Assert.Equal([-1, 1], result.Data.Targets.ToArray());
        Assert.Equal(["M", "B"], result.Data.ClassNames);
    }

    [Fact]
    public void Several_classes_become_indices_in_order_of_value()
    {
        CsvLoadResult result = Load("a,y\n1,10\n2,9\n3,0\n", Binary with { Task = LearningTask.Multiclass });
        Assert.Equal(["0", "9", "10"], result.Data.ClassNames);
        Assert.Equal([2, 1, 0], result.Data.Targets.ToArray());
    }

    [Fact]
    public void A_regression_keeps_the_numbers()
    {
        CsvLoadResult result = Load("y;a\n1.5;1\n-2;2\n", Binary with { Task = LearningTask.Regression });
        Assert.Equal([1.5f, -2], result.Data.Targets.ToArray());
        Assert.Empty(result.Data.ClassNames);
    }

    [Fact]
    public void Known_classes_keep_their_order_even_where_one_is_absent()
    {
        CsvLoadResult result = Load("a,y\n1,no\n2,no\n", Binary with { ClassNames = ["yes", "no"] });
        Assert.Equal([1, 1], result.Data.Targets.ToArray());
        Assert.Equal(["yes", "no"], result.Data.ClassNames);
        AssertRefused(
            "a,y\n1,maybe\n",
            Binary with { ClassNames = ["yes", "no"] },
            ": label column 'y' must have labels among 'yes', 'no', but a row is 'maybe'. Use data with the labels that the model was trained on.");
    }

    [Fact]
    public void A_label_of_skipped_rows_alone_is_no_class() => Assert.Equal(
        ["no", "yes"],
        Load("a,y\n1,no\n,maybe\n2,yes\n", Binary with { MissingValues = MissingValues.SkipRow }).Data.ClassNames);

    [Fact]
    public void Refuses_a_missing_label_column_and_suggests_the_closest()
    {
        AssertRefused(
            "radius,Diagnosis,b\n1,M,2\n",
            new CsvOptions { LabelColumn = "diagnosys" },
            " has no column 'diagnosys', which was named as the label column. Did you mean 'Diagnosis'? Its columns are 'radius', 'Diagnosis', 'b'.");
        AssertRefused(
            "radius,Diagnosis\n1,M\n",
            new CsvOptions { LabelColumn = "species" },
            " has no column 'species', which was named as the label column. Its columns are 'radius', 'Diagnosis'.");
    }

    [Fact]
    public void Refuses_one_class_only() => AssertRefused(
        "a,y\n1,no\n2,no\n",
        ": label column 'y' needs at least 2 classes, but every row is 'no'. Check the column, or use LearningTask.Regression.");

    [Fact]
    public void Refuses_more_than_two_classes_for_a_binary_task() => AssertRefused(
        "a,y\n1,p\n2,q\n3,r\n",
        ": label column 'y' must have 2 classes for a binary task, but has 3: 'p', 'q', 'r'. Use LearningTask.Multiclass or LearningTask.Regression.");

    [Fact]
    public void Refuses_a_positive_label_that_does_not_occur() => AssertRefused(
        "a,y\n1,p\n2,q\n",
        Binary with { PositiveLabel = "Q" },
        ": label column 'y' has the classes 'p' and 'q', but the positive label was to be 'Q'. Name one of them.");

    [Fact]
    public void Refuses_text_as_a_regression_label() => AssertRefused(
        "a,y\n1,tall\n",
        Binary with { Task = LearningTask.Regression },
        ", line 2, column 'y': a regression label must be a number, but was 'tall'. Correct the value or remove the row; for classes use LearningTask.Binary or LearningTask.Multiclass.");
}
