using MLNetLandscape.Experiments.NeuronUses;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.NeuronUses;

public sealed class NeuronUsesExperimentTests
{
    [Theory]
    [InlineData("recurrent", 1)]
    [InlineData("gan", 1)]
    [InlineData("stopping", 2)]
    public async Task Should_repeat_bit_for_bit_with_other_threads(string part, int claims)
    {
        ExperimentOptions options = new() { Quick = true, Runs = 1, Parts = [part] };
        ExperimentResult one = await ExperimentRun.RunAsync(new NeuronUsesExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new NeuronUsesExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
        Assert.Equal(claims, one.Report.Claims.Count);
    }
}
