using System.Text;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

public sealed class CsvDatasetTests : IDisposable
{
    private static readonly CsvOptions Binary = new() { LabelColumn = "y" };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_features_labels_and_names()
    {
        CsvLoadResult result = Load("a,y,b\n1,no,2.5\n-3e2,yes,.5\n");
        Assert.Equal(["a", "b"], result.Data.FeatureNames);
        Assert.Equal([1, 2.5f, -300, 0.5f], result.Data.Features.ToArray());
        Assert.Equal([-1, 1], result.Data.Targets.ToArray());
        Assert.Equal(["no", "yes"], result.Data.ClassNames);
        Assert.Equal(("y", LearningTask.Binary, 0), (result.LabelName, result.Task, result.SkippedRows));
        Assert.Null(result.Data.Weights);
        Assert.Empty(result.ConstantFeatures);
        Assert.Empty(result.IgnoredColumns);
        result.Data.Validate();
    }

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
    public void Named_feature_columns_are_taken_in_their_order()
    {
        CsvLoadResult result = Load("id,a,b,c,y\nx,1,2,3,0\ny,4,5,6,1\n", Binary with { FeatureColumns = ["c", "a"] });
        Assert.Equal([3, 1, 6, 4], result.Data.Features.ToArray());
        Assert.Equal(["c", "a"], result.Data.FeatureNames);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Finds_the_delimiter(char delimiter)
    {
        string text = "a,\"b;,\t\",y\n1,2,0\n3,4,1\n".Replace(",\"", $"{delimiter}\"").Replace("\",", $"\"{delimiter}");
        CsvLoadResult result = Load(text.Replace("1,2,0", $"1{delimiter}2{delimiter}0").Replace("3,4,1", $"3{delimiter}4{delimiter}1"));
        Assert.Equal([1, 2, 3, 4], result.Data.Features.ToArray());
        Assert.Equal("b;,\t".Trim(), result.Data.FeatureNames[1]);
    }

    [Fact]
    public void A_delimiter_can_be_given() =>
        Assert.Equal([1, 2], Load("a|y\n1|0\n2|1\n", Binary with { Delimiter = '|' }).Data.Features.ToArray());

    [Fact]
    public void Quotes_blanks_byte_order_mark_and_windows_line_ends_do_not_matter()
    {
        string path = folder["quoted.csv"];
        File.WriteAllText(path, "\"a\" , \"the \"\"y\"\"\"\r\n\r\n \"1\" ,\"no\"\r\n2,yes", new UTF8Encoding(true));
        CsvLoadResult result = CsvDataset.Load(path, new CsvOptions { LabelColumn = "the \"y\"" });
        Assert.Equal(["a"], result.Data.FeatureNames);
        Assert.Equal([1, 2], result.Data.Features.ToArray());
    }

    [Theory]
    [InlineData("a,y,\n1,0\n2,1\n")]
    [InlineData("a,y,\n1,0,\n2,1, \n")]
    [InlineData(",a,y\n,1,0\n,2,1\n")]
    public void A_nameless_column_that_is_empty_is_left_out(string text)
    {
        CsvLoadResult result = Load(text);
        Assert.Equal([1, 2], result.Data.Features.ToArray());
        Assert.Equal([""], result.IgnoredColumns);
    }

    [Fact]
    public void A_nameless_column_with_values_is_refused() => AssertRefused(
        ",a,y\n,1,0\n17,2,1\n",
        ", line 3, column 1 (nameless): a column without a name must be empty in every row, but has '17'. " +
        "Name the column in the header, or remove it.");

    [Fact]
    public void Columns_can_be_ignored_whatever_they_hold()
    {
        CsvLoadResult result = Load("id,a,y\nx17,1,0\n,2,1\n", Binary with { IgnoreColumns = ["id"] });
        Assert.Equal(["a"], result.Data.FeatureNames);
        Assert.Equal(["id"], result.IgnoredColumns);
    }

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
    public void A_label_of_skipped_rows_alone_is_no_class() => Assert.Equal(
        ["no", "yes"],
        Load("a,y\n1,no\n,maybe\n2,yes\n", Binary with { MissingValues = MissingValues.SkipRow }).Data.ClassNames);

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
    [InlineData("")]
    [InlineData("\n\n \n")]
    public void Refuses_an_empty_file(string text) =>
        AssertRefused(text, " is empty. A data set needs a header with the names of its columns and at least 1 row.");

    [Fact]
    public void Refuses_a_header_without_rows() => AssertRefused("a,y\n", " has a header but no rows. A data set needs at least 1 row.");

    [Fact]
    public void Refuses_a_file_that_is_absent() => Assert.Equal(
        $"There is no file '{folder["none.csv"]}' (looked for {folder["none.csv"]}).",
        Assert.Throws<FileNotFoundException>(() => CsvDataset.Load(folder["none.csv"], Binary)).Message);

    [Fact]
    public void Refuses_a_folder() => Assert.Equal(
        $"'{folder[""]}' is a folder. Name a file in it.",
        Assert.Throws<FileNotFoundException>(() => CsvDataset.Load(folder[""], Binary)).Message);

    [Fact]
    public void Reads_the_header_as_it_reads_the_rows()
    {
        string path = folder["header.csv"];
        File.WriteAllText(path, "\n \"a;b\" ; c,d;\n1;2;\n");
        Assert.Equal(["a;b", "c,d", ""], CsvDataset.LoadColumnNames(path));
    }

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
    public void Lists_no_more_than_forty_columns()
    {
        string header = string.Join(',', Enumerable.Range(1, 50).Select(i => $"c{i}"));
        string message = Assert.Throws<InvalidDataException>(() => Load($"{header}\n", new CsvOptions { LabelColumn = "nothing like it" })).Message;
        Assert.EndsWith("'c39', 'c40' and 10 more.", message);
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

    [Theory]
    [InlineData("1,2", 2)]
    [InlineData("1,2,0,4", 4)]
    public void Refuses_a_row_with_another_number_of_fields(string row, int count) => AssertRefused(
        $"a,b,y\n1,2,0\n{row}\n",
        $", line 3: a row must have as many fields as the header, 3, but has {count}. " +
        "Check for a missing value, an unquoted delimiter or an unbalanced quotation mark.");

    [Fact]
    public void Refuses_a_name_that_occurs_twice() => AssertRefused(
        "a,b,a,y\n1,2,3,0\n",
        ", line 1: every column must have its own name, but 'a' names columns 1 and 3. Rename one of them.");

    [Fact]
    public void Refuses_a_file_without_features() => AssertRefused(
        "y\n0\n1\n",
        " must have at least 1 feature column besides the label column 'y', but has none. " +
        "If fields are separated by another character than comma, semicolon or tab, set Delimiter.");

    [Fact]
    public void Refuses_text_as_a_regression_label() => AssertRefused(
        "a,y\n1,tall\n",
        Binary with { Task = LearningTask.Regression },
        ", line 2, column 'y': a regression label must be a number, but was 'tall'. Correct the value, or leave the column out (IgnoreColumns).");

    [Fact]
    public void Features_alone_are_read_by_name_without_a_label()
    {
        string path = folder.Write("new.csv", "id,b,a\nx,2,1\ny,?,3\nz,6,5\n");
        CsvFeatures features = CsvDataset.LoadFeatures(path, ["a", "b"], MissingValues.SkipRow);
        Assert.Equal([1, 2, 5, 6], features.Features.ToArray());
        Assert.Equal((2, 1), (features.Rows, features.SkippedRows));
        Assert.Equal([2, 4], features.Lines);
        Assert.Equal(
            $"{path} has no column 'c', which was named as the feature. Its columns are 'id', 'b', 'a'.",
            Assert.Throws<InvalidDataException>(() => CsvDataset.LoadFeatures(path, ["a", "c"])).Message);
    }

    [Fact]
    public void Reads_the_data_set_of_the_repository()
    {
        CsvLoadResult result = CsvDataset.Load(DataFolder.InRepository("wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis" });
        Assert.Equal((569, 30), (result.Data.Rows, result.Data.FeatureCount));
        Assert.Equal(["B", "M"], result.Data.ClassNames);
        Assert.Equal(212, result.Data.Targets.ToArray().Count(target => target == 1));
        Assert.Equal("mean radius", result.Data.FeatureNames[0]);
        Assert.Equal(17.99f, result.Data.Features.Span[0]);
        Assert.Equal(1, result.Data.Targets.Span[0]);
        Assert.Empty(result.ConstantFeatures);
    }

    [Fact]
    public void The_repositorys_wdbc_agrees_with_the_published_table()
    {
        CsvLoadResult published = CsvDataset.Load(
            DataFolder.Require("wdbc/wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis", IgnoreColumns = ["id"] });
        CsvLoadResult ours = CsvDataset.Load(DataFolder.InRepository("wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis" });
        Assert.Equal(published.Data.Features.ToArray(), ours.Data.Features.ToArray());
        Assert.Equal(published.Data.Targets.ToArray(), ours.Data.Targets.ToArray());
        Assert.Equal(["id", ""], published.IgnoredColumns);
    }

    [Fact]
    public void Reads_boston_housing()
    {
        CsvLoadResult result = CsvDataset.Load(
            DataFolder.Require("boston/housing.txt"), new CsvOptions { LabelColumn = "MedianHomeValue", Task = LearningTask.Regression });
        Assert.Equal((506, 13), (result.Data.Rows, result.Data.FeatureCount));
        Assert.Equal(24f, result.Data.Targets.Span[0]);
        Assert.Equal(0.00632f, result.Data.Features.Span[0]);
        Assert.Equal(22.532806, result.Data.Targets.ToArray().Average(target => (double)target), 1e-5);
    }

    private CsvLoadResult Load(string text, CsvOptions? options = null) => CsvDataset.Load(folder.Write("data.csv", text), options ?? Binary);

    private void AssertRefused(string text, string message) => AssertRefused(text, Binary, message);

    private void AssertRefused(string text, CsvOptions options, string message) => Assert.Equal(
        folder["data.csv"] + message, Assert.Throws<InvalidDataException>(() => Load(text, options)).Message);
}
