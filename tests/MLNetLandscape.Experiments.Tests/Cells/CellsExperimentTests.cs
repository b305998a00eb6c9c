using System.Text.Json;
using MLNetLandscape.Experiments.Cells;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.Cells;

public sealed class CellsExperimentTests
{
    [Fact]
    public async Task Should_repeat_bit_for_bit_with_other_threads()
    {
        ExperimentOptions options = new() { Quick = true, Runs = 1 };
        ExperimentResult one = await ExperimentRun.RunAsync(new CellsExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new CellsExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
        Assert.Equal(["probability", "training"], one.Report.Tables.Select(table => table.Id));
    }

    /// <summary>P = 0.0112 at K = 1, N = 20, by 200,000 draws of an independent NumPy program; 5,000 draws have a deviation of 0.0016.</summary>
    [Fact]
    public async Task Should_find_the_reference_share()
    {
        ExperimentResult result = await ExperimentRun.RunAsync(new CellsExperiment(), new ExperimentOptions { Quick = true, Parts = ["random"] });
        CellTrialResult[] trials = [.. result.Trials.Where(trial => trial.Trial.Key.StartsWith("random K1 N20", StringComparison.Ordinal))
            .Select(trial => trial.Result.Deserialize<CellTrialResult>(Core.Persistence.JsonFormat.Compact)!)];
        Assert.InRange((double)trials.Sum(trial => trial.Genuine) / trials.Sum(trial => trial.FullRank), 0.0112 - 0.005, 0.0112 + 0.005);
    }
}
