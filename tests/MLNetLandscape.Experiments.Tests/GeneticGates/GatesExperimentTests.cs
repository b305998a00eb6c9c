using MLNetLandscape.Core.Tests.Data;
using MLNetLandscape.Experiments.GeneticGates;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.GeneticGates;

public sealed class GatesExperimentTests
{
    [Fact]
    public async Task Should_keep_the_elite_monotone_deploy_equally_and_repeat_bit_for_bit_with_other_threads()
    {
        string folder = Path.GetDirectoryName(DataFolder.Require("mnist"))!;
        ExperimentOptions options = new() { Quick = true, Runs = 2, Epochs = 2, DataDirectory = folder };
        ExperimentResult one = await ExperimentRun.RunAsync(new GatesExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new GatesExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
        Assert.Equal(ClaimVerdict.Holds, one.Report.Claims[0].Verdict);
        Assert.Equal(6, one.Report.Tables.Single().Rows.Count);
    }
}
