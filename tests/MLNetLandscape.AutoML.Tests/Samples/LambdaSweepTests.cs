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
        using SampleProcess sample = new("LambdaSweep", folder.Path, "2", "4", "2");
        string output = await sample.ReadAsync();
        Assert.Contains("Trial 1: 0.", output, StringComparison.Ordinal);
        Assert.Contains("lambda    0.001: accuracy 0.", output, StringComparison.Ordinal);
        Assert.Equal(2, JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(folder.File("trials.json"))).GetArrayLength());
        RegularizationSweepResult sweep = RegularizationSweepResult.FromJson(File.ReadAllText(folder.File("lambda-sweep.json")));
        Assert.Equal((9, 20), (sweep.Points.Count, sweep.Runs.Count));
        Assert.Contains("accuracy against lambda", File.ReadAllText(folder.File("lambda-sweep.html")), StringComparison.Ordinal);
        Assert.NotNull(new MLContext().Model.Load(folder.File("best.zip"), out _));
    }
}
