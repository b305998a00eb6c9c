using MLNetLandscape.Core.Tests.Data;
using MLNetLandscape.Experiments.Hessians;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.Hessians;

public sealed class HessianExperimentTests
{
    [Fact]
    public async Task Should_find_semi_definite_blocks_for_relu_alone_and_repeat_bit_for_bit_with_other_threads()
    {
        ExperimentOptions options = new() { Quick = true, Runs = 1, Parts = ["blocks"] };
        ExperimentResult one = await ExperimentRun.RunAsync(new HessianExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new HessianExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
        Assert.Equal([ClaimVerdict.Holds, ClaimVerdict.Holds], one.Report.Claims.Take(2).Select(claim => claim.Verdict));
        Assert.StartsWith("ReLU: 0 of 7 looks have a block with a negative eigenvalue", one.Report.Claims[0].Reasons[0], StringComparison.Ordinal);
        Assert.DoesNotContain("control: 0 of 7", one.Report.Claims[0].Reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_train_the_autoencoder_by_every_method()
    {
        string folder = Path.GetDirectoryName(DataFolder.Require("mnist"))!;
        ExperimentOptions options = new() { Quick = true, Epochs = 1, Parts = ["kfra"], DataDirectory = folder };
        ExperimentResult result = await ExperimentRun.RunAsync(new HessianExperiment(), options);
        Assert.Equal(15, result.Report.Tables.Single().Rows.Count);
        Assert.All(result.Report.Tables.Single().Rows, row => Assert.InRange(row[5].Value!.Value, 1, 60));
    }
}
