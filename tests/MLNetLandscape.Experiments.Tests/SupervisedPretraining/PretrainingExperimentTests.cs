using MLNetLandscape.Experiments.Reports;
using MLNetLandscape.Experiments.SupervisedPretraining;

namespace MLNetLandscape.Experiments.Tests.SupervisedPretraining;

public sealed class PretrainingExperimentTests
{
    [Fact]
    public async Task Should_repeat_bit_for_bit_with_other_threads_and_keep_its_bounds()
    {
        ExperimentOptions options = new() { Quick = true, Runs = 5 };
        ExperimentResult one = await ExperimentRun.RunAsync(new PretrainingExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new PretrainingExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
        ClaimReview[] claims = [.. one.Report.Claims];
        Assert.Equal("Each neuron and each layer lowers the bound, and the linear pass-through keeps it.", claims[0].Claim);
        Assert.Equal(ClaimVerdict.Holds, claims[0].Verdict);
        Assert.Equal("As many neurons as rows fit the data.", claims[1].Claim);
        Assert.Equal(ClaimVerdict.Holds, claims[1].Verdict);
        Assert.Contains(claims, claim => claim is { Claim: "A training that never raises the objective ends at or below the bound.", Verdict: ClaimVerdict.Holds });
    }

    [Fact]
    public async Task Should_do_the_parts_that_are_asked_for_alone()
    {
        ExperimentOptions options = new() { Quick = true, Runs = 5, Parts = ["gaussians"] };
        ExperimentResult result = await ExperimentRun.RunAsync(new PretrainingExperiment(), options);
        Assert.Equal(4, result.Trials.Count);
        Assert.Equal(["gaussians"], result.Report.Tables.Select(table => table.Id));
        Assert.Empty(result.Report.Figures);
    }
}
