using System.Diagnostics;

namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>Every kind of bad input ends with exit code 1 or 2 and one line that says what is wrong.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("", " is empty. A data set needs a header with the names of its columns and at least 1 row.")]
    [InlineData(
        "x,kinds\n1,a\n2,b\n", " has no column 'kind', which was named as the label column. Did you mean 'kinds'? Its columns are 'x', 'kinds'.")]
    [InlineData(
        "x,kind\n1,a\n2,a\n3,a\n",
        ": label column 'kind' needs at least 2 classes, but every row is 'a'. Check the column, or use landscape train --task regression.")]
    [InlineData(
        "x,kind\n1,a\nNaN,b\n3,b\n",
        ", line 3, column 'x': the value is missing ('NaN'). Fill it in, or skip such rows with --missing skip, which counts them.")]
    [InlineData(
        "x,kind\n1,a\nInfinity,b\n3,b\n",
        ", line 3, column 'x': a feature must be a finite number (at most 3.4e38 in magnitude), but was 'Infinity'. Correct the value or remove the row.")]
    [InlineData(
        "x,kind\n1,a\nlong,b\n3,b\n",
        ", line 3, column 'x': a feature must be a number, but was 'long'. Correct the value, or leave the column out (--ignore).")]
    [InlineData(
        "x,kind\n1,a\n2,b\n3,c\n",
        ": label column 'kind' must have 2 classes for a binary task, but has 3: 'a', 'b', 'c'. Use landscape train --task multiclass or landscape train --task regression.")]
    [InlineData(
        "x|kind\n1|a\n2|b\n", " has no column 'kind', which was named as the label column. Its columns are 'x|kind'.")]
    [InlineData(
        "kind\na\nb\n",
        " must have at least 1 feature column besides the label column 'kind', but has none. If fields are separated by another character than comma, semicolon or tab, convert the file.")]
    public async Task Says_what_is_wrong_with_a_file(string text, string message)
    {
        using TemporaryFolder folder = new();
        string data = folder.Write("data.csv", text);
        foreach (string[] command in new string[][] { ["compare", data], ["train", data, "--model", folder["m"]] })
        {
            CommandLine run = await CommandLine.RunAsync([.. command, "--label", "kind"]);
            Assert.Equal($"Error: {data}{message}", run.ErrorLine);
            Assert.Equal(ExitCode.Failure, run.ExitCode);
        }
    }

    [Fact]
    public async Task Does_not_advise_to_leave_out_a_label_that_is_no_number()
    {
        using TemporaryFolder folder = new();
        string data = folder.Write("data.csv", "x,y\n1,2\n2,abc\n");
        CommandLine run = await CommandLine.RunAsync("train", data, "--label", "y", "--task", "regression", "--model", folder["m"]);
        Assert.Equal(
            $"Error: {data}, line 3, column 'y': a regression label must be a number, but was 'abc'. Correct the value or remove the row; for classes use landscape train --task binary or multiclass.",
            run.ErrorLine);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
    }

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
        Assert.Equal("Error: --batch must be at most the rows of the training part, 32, but was 33. Choose a smaller batch.", run.ErrorLine);
    }

    [Fact]
    public async Task Refuses_the_same_batch_when_training()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("train", folder.WriteTwoClasses(), "--label", "kind", "--batch", "33", "--model", folder["m"]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal(
            "Error: --batch must be at most the number of training rows, 32, but was 33. Choose a batch size of 32 or less.", run.ErrorLine);
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

    [Fact]
    public async Task Refuses_to_overwrite_the_data_or_another_output()
    {
        using TemporaryFolder folder = new();
        string data = folder.WriteTwoClasses(), text = await File.ReadAllTextAsync(data, TestContext.Current.CancellationToken);
        CommandLine model = await CommandLine.RunAsync("train", data, "--label", "kind", "--model", data, "--batch", "16", "--epochs", "1");
        Assert.Equal($"Error: --model {data} is the same file as DATA and would overwrite it. Choose another path.", model.ErrorLine);
        CommandLine both = await CommandLine.RunAsync(
            "train", data, "--label", "kind", "--model", folder["m"], "--json", Path.Combine(folder["x"], "..", "m"), "--batch", "16", "--epochs", "1");
        Assert.Equal(
            $"Error: --json {Path.Combine(folder["x"], "..", "m")} is the same file as --model and would overwrite it. Choose another path.", both.ErrorLine);
        CommandLine report = await CommandLine.RunAsync("compare", data, "--label", "kind", "--report", data, "--batch", "16", "--epochs", "1");
        Assert.Equal($"Error: --report {data} is the same file as DATA and would overwrite it. Choose another path.", report.ErrorLine);
        Assert.All([model, both, report], run => Assert.Equal(ExitCode.Usage, run.ExitCode));
        Assert.Equal(text, await File.ReadAllTextAsync(data, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(folder["m"]));
    }

    [Fact]
    public async Task Refuses_to_overwrite_the_data_that_it_takes_by_itself()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["datasets"]);
        string data = Path.Combine(folder["datasets"], "wdbc.csv"), named = Path.Combine("datasets", "wdbc.csv");
        File.Copy(Repository.Wdbc, data);
        ProcessStartInfo start = new("dotnet", [Repository.Program, "compare", "--runs", "1", "--epochs", "1", "--json", named])
        {
            WorkingDirectory = folder[""],
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Usage, process.ExitCode);
        Assert.Equal($"Error: --json {named} is the same file as DATA and would overwrite it. Choose another path.", error.Trim());
        Assert.Equal(
            await File.ReadAllTextAsync(Repository.Wdbc, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(data, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Refuses_to_write_predictions_over_the_model()
    {
        using TemporaryFolder folder = new();
        string data = folder.WriteTwoClasses();
        await CommandLine.RunAsync("train", data, "--label", "kind", "--model", folder["m"], "--batch", "16", "--epochs", "1");
        byte[] model = await File.ReadAllBytesAsync(folder["m"], TestContext.Current.CancellationToken);
        CommandLine run = await CommandLine.RunAsync("predict", folder["m"], data, "--output", folder["m"]);
        Assert.Equal($"Error: --output {folder["m"]} is the same file as MODEL and would overwrite it. Choose another path.", run.ErrorLine);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal(model, await File.ReadAllBytesAsync(folder["m"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Says_that_a_table_to_predict_is_empty_or_a_folder()
    {
        using TemporaryFolder folder = new();
        await CommandLine.RunAsync("train", folder.WriteTwoClasses(), "--label", "kind", "--model", folder["m"], "--batch", "16", "--epochs", "1");
        string empty = folder.Write("empty.csv", "");
        CommandLine run = await CommandLine.RunAsync("predict", folder["m"], empty);
        Assert.Equal($"Error: {empty} is empty. A data set needs a header with the names of its columns and at least 1 row.", run.ErrorLine);
        run = await CommandLine.RunAsync("predict", folder["m"], folder[""]);
        Assert.Equal($"Error: '{folder[""]}' is a folder. Name a file in it.", run.ErrorLine);
    }

    [Fact]
    public async Task Does_not_advise_to_leave_out_a_feature_that_a_model_takes()
    {
        using TemporaryFolder folder = new();
        string data = folder.WriteTwoClasses();
        await CommandLine.RunAsync("train", data, "--label", "kind", "--model", folder["m"], "--batch", "16", "--epochs", "1");
        string[] lines = await File.ReadAllLinesAsync(data, TestContext.Current.CancellationToken);
        string name = lines[0].Split(',')[0];
        string text = folder.Write("text.csv", $"{lines[0]}\nmany{lines[1][lines[1].IndexOf(',', StringComparison.Ordinal)..]}\n");
        foreach (string command in new[] { "predict", "analyze" })
        {
            CommandLine run = await CommandLine.RunAsync(command, folder["m"], text);
            Assert.Equal($"Error: {text}, line 2, column '{name}': a feature must be a number, but was 'many'. Correct the value or remove the row.", run.ErrorLine.Split('\n')[^1]);
        }
    }

    [Fact]
    public async Task Writes_out_control_characters_of_a_file()
    {
        using TemporaryFolder folder = new();
        string data = folder.Write("data.csv", "x,kind\n\u001b[31m5,a\n2,b\n");
        CommandLine run = await CommandLine.RunAsync("compare", data, "--label", "kind");
        Assert.Equal(
            $"Error: {data}, line 2, column 'x': a feature must be a number, but was '\\u001B[31m5'. Correct the value, or leave the column out (--ignore).", run.ErrorLine);
    }

    [Theory]
    [InlineData("--help > /dev/full", 1, "Error: Cannot write to the standard output: No space left on device. Send it to a place that has room.")]
    [InlineData("model MODEL > /dev/full", 1, "Error: Cannot write to the standard output: No space left on device. Send it to a place that has room.")]
    [InlineData("model nowhere 2> /dev/full", 1, "")]
    [InlineData("nothing 2> /dev/full", 2, "")]
    public async Task Ends_well_where_a_stream_takes_nothing(string line, int code, string message)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Linux has a device that is always full.");
        using TemporaryFolder folder = new();
        await CommandLine.RunAsync("train", folder.WriteTwoClasses(), "--label", "kind", "--model", folder["m"], "--batch", "16", "--epochs", "1");
        ProcessStartInfo start = new("sh", ["-c", $"dotnet '{Repository.Program}' {line.Replace("MODEL", $"'{folder["m"]}'", StringComparison.Ordinal)}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(message, error.Trim());
        Assert.Equal(code, process.ExitCode);
    }

    [Fact]
    public async Task Refuses_a_network_too_large_to_number_its_parameters()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync(
            "compare", folder.WriteTwoClasses(), "--label", "kind", "--network", "100000,100000", "--batch", "16", "--runs", "1", "--epochs", "1");
        Assert.Equal(
            "Error: Layers[1], Dense: with it the network has more than the 2147483647 parameters that one may have. Use smaller layers.", run.ErrorLine);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
    }
}
