using System.Diagnostics;
using System.Text.Json;
using MLNetLandscape.AutoML.Sweeps;

namespace MLNetLandscape.AutoML.Tests.Samples;

/// <summary>The sample runs, in a process of its own, on a small search.</summary>
public sealed class LambdaSweepTests
{
    [Fact]
    public async Task Searches_sweeps_and_reports()
    {
        using TemporaryFolder folder = new();
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [SamplePath(), folder.Path, "2", "4", "2"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("Trial 1: 0.", output, StringComparison.Ordinal);
        Assert.Contains("lambda    0.001: accuracy 0.", output, StringComparison.Ordinal);
        Assert.Equal(2, JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(folder.File("trials.json"))).GetArrayLength());
        RegularizationSweepResult sweep = RegularizationSweepResult.FromJson(File.ReadAllText(folder.File("lambda-sweep.json")));
        Assert.Equal((9, 20), (sweep.Points.Count, sweep.Runs.Count));
        Assert.Contains("accuracy against lambda", File.ReadAllText(folder.File("lambda-sweep.html")), StringComparison.Ordinal);
        Assert.NotNull(new MLContext().Model.Load(folder.File("best.zip"), out _));
    }

    /// <summary>The sample's assembly, built beside the tests' own: bin/CONFIGURATION/net10.0.</summary>
    private static string SamplePath()
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory);
        string root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "samples", "LambdaSweep", "bin", framework.Parent!.Name, framework.Name, "LambdaSweep.dll");
    }
}
