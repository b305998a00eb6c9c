using MLNetLandscape.Experiments.JacobianRanks;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.JacobianRanks;

public sealed class JacobianRankExperimentTests
{
    [Fact]
    public async Task Should_repeat_bit_for_bit_with_other_threads_and_keep_the_bound()
    {
        ExperimentOptions options = new() { Quick = true, Runs = 5 };
        ExperimentResult one = await ExperimentRun.RunAsync(new JacobianRankExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new JacobianRankExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
        Assert.Equal(ClaimVerdict.Holds, one.Report.Claims[1].Verdict);
    }
}
