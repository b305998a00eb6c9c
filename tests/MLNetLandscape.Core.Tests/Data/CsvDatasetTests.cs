using System.IO.Pipes;
using System.Text;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Tests.Data;

public sealed partial class CsvDatasetTests : IDisposable
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

    [Fact]
    public void Named_feature_columns_are_taken_in_their_order()
    {
        CsvLoadResult result = Load("id,a,b,c,y\nx,1,2,3,0\ny,4,5,6,1\n", Binary with { FeatureColumns = ["c", "a"] });
        Assert.Equal([3, 1, 6, 4], result.Data.Features.ToArray());
        Assert.Equal(["c", "a"], result.Data.FeatureNames);
    }

    [Theory]
    [InlineData("  \na,y\n \n1,0\n  \n2,1\n ")]
    [InlineData("  \n\"a\",y\n \n1,0\n  \n2,1\n ")]
    public void Passes_over_lines_of_spaces(string text) => Assert.Equal([1, 2], Load(text).Data.Features.ToArray());

    [Theory]
    [InlineData("utf-16LE")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Refuses_wide_characters_without_a_byte_order_mark(string encoding)
    {
        string path = folder["wide.csv"];
        File.WriteAllBytes(path, Encoding.GetEncoding(encoding).GetBytes("a,y\n1,0\n2,1\n"));
        Assert.Equal(
            $"{path} must be text, but its header holds NUL characters: it is UTF-16 or UTF-32 without a byte order mark, or no text at all. Save it as UTF-8.",
            Assert.Throws<InvalidDataException>(() => CsvDataset.Load(path, Binary)).Message);
    }

    [Fact]
    public void Shows_the_start_of_a_name_that_an_unbalanced_quotation_mark_made_long()
    {
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => Load("b,\"a,y\n" + string.Concat(Enumerable.Repeat("1,0\n", 1000))));
        Assert.True(refusal.Message.Length < 500, refusal.Message);
        Assert.Contains("'a,y\n1,0\n", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_line_that_no_table_has()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a file without an end.");
        Assert.Equal(
            "/dev/zero, line 1: a line must have at most 268435456 characters, but has more. Check that the file is a table.",
            Assert.Throws<InvalidDataException>(() => CsvDataset.Load("/dev/zero", Binary)).Message);
    }

    [Fact]
    public void Shows_the_start_of_a_long_label()
    {
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => Load($"a,y\n1,{new string('x', 5000)}\n2,1\n3,0\n"));
        Assert.True(refusal.Message.Length < 500, refusal.Message);
    }

    [Fact]
    public void Refuses_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has names for pipes of a process.");
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        pipe.Write("a,y\n1,0\n2,1\n"u8);
        string path = $"/proc/self/fd/{pipe.GetClientHandleAsString()}";
        Assert.Equal(
            $"{path} must be a file, but is a pipe or a device, which can be read only once. Write it to a file first, and name that.",
            Assert.Throws<InvalidDataException>(() => CsvDataset.Load(path, Binary)).Message);
        ModelFileException model = Assert.Throws<ModelFileException>(() => ModelFile.Read(path));
        Assert.Equal($"'{path}' is not a sound model file: it is a pipe or a device, of which nobody can tell where it ends; write it to a file first, and name that.", model.Message);
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
    public void Lists_no_more_than_forty_columns()
    {
        string header = string.Join(',', Enumerable.Range(1, 50).Select(i => $"c{i}"));
        string message = Assert.Throws<InvalidDataException>(() => Load($"{header}\n", new CsvOptions { LabelColumn = "nothing like it" })).Message;
        Assert.EndsWith("'c39', 'c40' and 10 more.", message);
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

    private CsvLoadResult Load(string text, CsvOptions? options = null) => CsvDataset.Load(folder.Write("data.csv", text), options ?? Binary);

    private void AssertRefused(string text, string message) => AssertRefused(text, Binary, message);

    private void AssertRefused(string text, CsvOptions options, string message) => Assert.Equal(
        folder["data.csv"] + message, Assert.Throws<InvalidDataException>(() => Load(text, options)).Message);
}
