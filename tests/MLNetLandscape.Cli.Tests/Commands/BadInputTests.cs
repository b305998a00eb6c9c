namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>Every kind of bad input ends with exit code 1 or 2 and one line that says what is wrong.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Refuses_an_empty_file() => await FailsWith("", "--label kind", "is empty");

    [Fact]
    public async Task Refuses_a_missing_label_column() => await FailsWith(
        "x,kind\n1,a\n2,b\n", "--label kinds", "has no column 'kinds', which was named as the label column. Did you mean 'kind'? Its columns are 'x', 'kind'.");

    [Fact]
    public async Task Refuses_a_single_class() => await FailsWith("x,kind\n1,a\n2,a\n3,a\n", "--label kind", "'a'");

    [Fact]
    public async Task Refuses_not_a_number_as_a_missing_value() => await FailsWith("x,kind\n1,a\nNaN,b\n3,b\n", "--label kind", "line 3");

    [Fact]
    public async Task Refuses_infinity() => await FailsWith("x,kind\n1,a\nInfinity,b\n3,b\n", "--label kind", "line 3");

    [Fact]
    public async Task Refuses_text_where_a_number_should_be() => await FailsWith("x,kind\n1,a\nlong,b\n3,b\n", "--label kind", "'long'");

    [Fact]
    public async Task Refuses_a_file_that_is_not_there()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("compare", folder["nowhere.csv"], "--label", "kind");
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("nowhere.csv", run.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.ErrorLine);
    }

    [Fact]
    public async Task Refuses_a_batch_larger_than_the_training_part()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("compare", folder.WriteTwoClasses(), "--label", "kind", "--batch", "33");
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal("Error: BatchSize must be at most the rows of the training part, 32, but was 33. Choose a smaller batch.", run.ErrorLine);
    }

    [Fact]
    public async Task Refuses_the_same_batch_when_training()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("train", folder.WriteTwoClasses(), "--label", "kind", "--batch", "33", "--model", folder["m"]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal(
            "Error: BatchSize must be at most the number of training rows, 32, but was 33. Choose a batch size of 32 or less.", run.ErrorLine);
        Assert.False(File.Exists(folder["m"]));
    }

    [Fact]
    public async Task Remarks_on_a_constant_feature_and_goes_on()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync(
            "compare", folder.WriteTwoClasses(withConstant: true), "--label", "kind", "--runs", "1", "--epochs", "2", "--batch", "16");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("hence of no use there: flat.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json", "missing/result.json")]
    [InlineData("--report", "missing/report.html")]
    [InlineData("--figure", "missing/figure.svg")]
    public async Task Refuses_an_unwritable_path_before_it_trains(string option, string path)
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("compare", folder.WriteTwoClasses(), "--label", "kind", option, folder[path]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal(
            $"Error: Cannot write {option} {folder[path]}: the folder {folder["missing"]} does not exist. Create it, or choose another path.", run.ErrorLine);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Refuses_a_folder_as_a_model()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("train", folder.WriteTwoClasses(), "--label", "kind", "--model", folder[""]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal($"Error: Cannot write --model {folder[""]}: it is a folder. Name a file in it.", run.ErrorLine);
    }

    private static async Task FailsWith(string text, string options, string message)
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync(["compare", folder.Write("data.csv", text), .. options.Split(' ')]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith("Error: ", run.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("data.csv", run.ErrorLine, StringComparison.Ordinal);
        Assert.Contains(message, run.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.ErrorLine);
    }
}
