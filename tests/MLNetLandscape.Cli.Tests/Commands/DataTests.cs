namespace MLNetLandscape.Cli.Tests.Commands;

public sealed class DataTests
{
    [Fact]
    public async Task Writes_the_data_set_that_comes_with_the_program()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("data", "get", "wdbc", "--to", folder["new"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        string path = Path.Combine(folder["new"], "wdbc.csv");
        Assert.Equal(path, run.Output.TrimEnd());
        Assert.Equal(
            await File.ReadAllBytesAsync(Repository.Wdbc, TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Refuses_a_file_for_a_folder()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("file", "text");
        CommandLine run = await CommandLine.RunAsync("data", "get", "wdbc", "--to", file);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal($"Error: Cannot write --to {file}: it is a file. Name a folder.", run.ErrorLine);
    }

    [Fact]
    public async Task Names_the_data_sets_it_knows()
    {
        CommandLine run = await CommandLine.RunAsync("data", "get", "iris");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        foreach (string name in new[] { "mnist", "boston", "wdbc" })
        {
            Assert.Contains($"'{name}'", run.Error, StringComparison.Ordinal);
        }
    }
}
