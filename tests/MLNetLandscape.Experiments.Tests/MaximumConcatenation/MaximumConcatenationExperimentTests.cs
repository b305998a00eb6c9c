using MLNetLandscape.Experiments.MaximumConcatenation;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.MaximumConcatenation;

public sealed class MaximumConcatenationExperimentTests
{
    [Fact]
    public async Task Should_repeat_bit_for_bit_with_other_threads_and_never_end_worse_with_a_block_more()
    {
        ExperimentOptions options = new() { Quick = true, Runs = 2 };
        ExperimentResult one = await ExperimentRun.RunAsync(new MaximumConcatenationExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new MaximumConcatenationExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
        Assert.Equal(ClaimVerdict.Holds, one.Report.Claims[0].Verdict);
        Assert.Equal(ClaimVerdict.Holds, one.Report.Claims[1].Verdict);
        Assert.NotEqual(ClaimVerdict.DoesNotHold, one.Report.Claims[2].Verdict);
    }
}
