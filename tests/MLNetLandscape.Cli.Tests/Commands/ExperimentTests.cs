using System.Diagnostics;

namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>landscape experiment.</summary>
public sealed class ExperimentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Lists_what_there_is()
    {
        CommandLine list = await CommandLine.RunAsync("experiment", "list");
        Assert.Equal(ExitCode.Success, list.ExitCode);
        Assert.Contains("cells\n  Do the cells of one-hidden-layer ReLU networks contain their own minimisers", list.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("  parts: random, training\n", list.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_name_that_it_does_not_know()
    {
        CommandLine unknown = await CommandLine.RunAsync("experiment", "alchemy");
        Assert.Equal(ExitCode.Usage, unknown.ExitCode);
        Assert.StartsWith("Error: An experiment must be one of ", unknown.ErrorLine, StringComparison.Ordinal);
        Assert.EndsWith(", but was 'alchemy'.", unknown.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--only", "none-such", "Error: --only of 'cells' must be one of random, training, but was 'none-such'.")]
    [InlineData("--epochs", "3", "Error: --epochs must not be given for 'cells', which does not train by epochs. Leave it out.")]
    public async Task Refuses_options_that_do_not_suit(string option, string value, string message)
    {
        CommandLine refused = await CommandLine.RunAsync("experiment", "cells", "--state", "none", option, value);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Equal(message, refused.ErrorLine);
        Assert.Empty(refused.Output);
    }

    [Fact]
    public async Task Refuses_a_file_as_the_folder_for_progress()
    {
        using TemporaryFolder folder = new();
        string file = folder.WriteTwoClasses();
        CommandLine refused = await CommandLine.RunAsync("experiment", "cells", "--quick", "--state", file);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Equal($"Error: --state {file} is a file. Name a folder, or none.", refused.ErrorLine);
    }

    [Fact]
    public async Task A_killed_experiment_goes_on_to_the_same_result()
    {
        using TemporaryFolder folder = new();
        await Finish(Start(folder, "whole", "none"));
        using (Process first = Start(folder, "resumed", folder["state"]))
        {
            await WaitForOutcome(Path.Combine(folder["state"], "outcomes.jsonl"), first);
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.False(File.Exists(folder["resumed.json"]), "The experiment was over before it could be killed.");
        await Finish(Start(folder, "resumed", folder["state"]));
        Assert.Equal(await Text(folder["whole.json"]), await Text(folder["resumed.json"]));
        string report = await Text(folder["resumed.html"]);
        Assert.Contains("<svg ", report, StringComparison.Ordinal);
        Assert.Contains("landscape experiment cells --runs 2 --quick; ", report, StringComparison.Ordinal);
    }

    private static Process Start(TemporaryFolder folder, string name, string state)
    {
        string[] arguments =
        [
            Repository.Program, "experiment", "cells", "--quick", "--runs", "2", "--threads", "1", "--state", state,
            "--json", folder[name + ".json"], "--report", folder[name + ".html"],
        ];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    private static async Task Finish(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await output;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == ExitCode.Success, error);
        }
    }

    private static async Task WaitForOutcome(string path, Process process)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            Assert.False(process.HasExited, "The experiment ended before its first outcome.");
            Assert.True(watch.Elapsed < Patience, "No outcome came.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static Task<string> Text(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
