using System.Text.Json;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tests.Data;
using MLNetLandscape.Experiments.Adversarial;
using MLNetLandscape.Experiments.Kawaguchi;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.Kawaguchi;

public sealed class KawaguchiExperimentTests
{
    private static KawaguchiTrialResult ResultOf(TrialResult trial) => trial.Result.Deserialize<KawaguchiTrialResult>(Core.Persistence.JsonFormat.Compact)!;

    [Fact]
    public async Task Should_repeat_bit_for_bit_with_other_threads()
    {
        ExperimentOptions options = new() { Quick = true, Parts = ["boston"], DataDirectory = Path.GetDirectoryName(DataFolder.Require("boston")) };
        ExperimentResult one = await ExperimentRun.RunAsync(new KawaguchiExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new KawaguchiExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
        KawaguchiTrialResult tuple = ResultOf(one.Trials[0]);
        Assert.Equal((404, 102, 751), (tuple.TrainingRows, tuple.ComparedRows, tuple.Parameters));
        Assert.Equal([2, 3, 4, 5], tuple.Models.Select(model => model.Sigma));
        Assert.Equal(6, tuple.Pairs.Count);
    }

    [Fact]
    public async Task Should_go_on_with_an_interrupted_tuple()
    {
        using TemporaryFolder folder = new();
        ExperimentOptions options = new() { Quick = true, Parts = ["boston"], DataDirectory = Path.GetDirectoryName(DataFolder.Require("boston")), Threads = 1 };
        using CancellationTokenSource stop = new();
        CancelLater progress = new(stop);
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => ExperimentRun.RunAsync(new KawaguchiExperiment(), options with { StateDirectory = folder["state"] }, progress, stop.Token));
        ExperimentResult resumed = await ExperimentRun.RunAsync(new KawaguchiExperiment(), options with { StateDirectory = folder["state"] });
        ExperimentResult whole = await ExperimentRun.RunAsync(new KawaguchiExperiment(), options);
        Assert.Equal(ReportJson.Write(whole).ToJsonString(), ReportJson.Write(resumed).ToJsonString());
    }

    /// <summary>H = 2 at zero: the Hessian is exactly zero; every critical value is met by the points of the formula (arXiv:1605.07110, theorem 2.3).</summary>
    [Fact]
    public async Task Should_find_deep_linear_networks_as_the_theorem_has_them()
    {
        ExperimentResult result = await ExperimentRun.RunAsync(new KawaguchiExperiment(), new ExperimentOptions { Quick = true, Parts = ["linear"] });
        Assert.Equal([ClaimVerdict.Holds, ClaimVerdict.Holds], result.Report.Claims.Select(claim => claim.Verdict));
        Assert.All(result.Trials, trial =>
        {
            LinearFindings found = ResultOf(trial).Linear!;
            Assert.Equal(found.Starts, found.Global);
            Assert.True(found.LargestError < 1e-12);
        });
    }

    [Fact]
    public void Should_play_adversarial_games_from_usual_and_wide_starts()
    {
        ExperimentOptions options = new() { Quick = true, Epochs = 8, Parts = ["future"], DataDirectory = Path.GetDirectoryName(DataFolder.Require("mnist")) };
        MemoryDataStore store = new();
        KawaguchiExperiment experiment = new();
        Trial trial = experiment.Plan(options, new ExperimentData(options.DataDirectory!, store)).Single(trial => trial.Key.StartsWith("future Adversarial", StringComparison.Ordinal));
        Assert.Empty(trial.Data);
        JsonElement[] results = [.. new[] { 1, 3 }.Select(threads => experiment.TrialType.Run(new TrialContext { Trial = trial, Data = store, Threads = threads }))];
        Assert.Equal(results[0].GetRawText(), results[1].GetRawText());
        ReportTable table = experiment.Summarize(options, [new TrialResult(trial, results[0])]).Tables.Single();
        Assert.Equal(["usual", "sigma = 2 to 5"], table.Rows.Select(row => row[0].Text));
        GameArm usual = results[0].Deserialize<KawaguchiTrialResult>(Core.Persistence.JsonFormat.Compact)!.Game!.Arms[0];
        Assert.Equal((4, 4, 6), (usual.Losses.Count, usual.Modes.Count, usual.Pairs.Count));
        Assert.All(usual.Losses, loss => Assert.InRange(loss, 0.05, 1));
        Assert.All(usual.Pairs, pair => Assert.True(pair.AlignedDistance <= pair.Distance && pair.Distance > 0));
        Assert.True(usual.AnswersApart < 2 * GaussianRing.Radius);
    }

    [Fact]
    public async Task Should_not_judge_trainings_that_have_hardly_begun()
    {
        ExperimentOptions options = new() { Quick = true, Parts = ["boston"], DataDirectory = Path.GetDirectoryName(DataFolder.Require("boston")) };
        ExperimentResult result = await ExperimentRun.RunAsync(new KawaguchiExperiment(), options);
        Assert.All(result.Report.Claims, claim => Assert.Equal(ClaimVerdict.Undecided, claim.Verdict));
        Assert.Equal("Some trainings took 4 steps, fewer than 1000: they have hardly begun.", result.Report.Claims[0].Reasons[0]);
    }

    private sealed class CancelLater(CancellationTokenSource stop) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value)
        {
            if (value.Share > 0.3)
            {
                stop.Cancel();
            }
        }
    }
}
