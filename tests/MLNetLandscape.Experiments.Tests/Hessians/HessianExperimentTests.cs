using System.Text.Json;
using MLNetLandscape.Core.Studies;
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

    [Theory]
    [InlineData("autoencoder Kfra 0.01")]
    [InlineData("autoencoder Adam 0.01")]
    public void Should_go_on_with_an_interrupted_training_to_the_same_bits(string key)
    {
        MemoryDataStore store = new();
        ExperimentOptions options = new() { Quick = true, Epochs = 4, Parts = ["kfra"] };
        Trial trial = new HessianExperiment()
            .Plan(options, new ExperimentData(Path.GetDirectoryName(DataFolder.Require("mnist"))!, store)).Single(trial => trial.Key == key);
        MemoryCheckpoint checkpoint = new();
        using CancellationTokenSource stop = new();
        List<long> whole = [], first = [], second = [];
        JsonElement expected = Run(trial, store, new NoCheckpoint(), whole.Add, CancellationToken.None);
        Assert.Throws<OperationCanceledException>(() => Run(trial, store, checkpoint, epoch => CancelAt(2, epoch, first, stop), stop.Token));
        JsonElement resumed = Run(trial, store, checkpoint, second.Add, CancellationToken.None);
        Assert.Equal(expected.GetRawText(), resumed.GetRawText());
        Assert.Equal([[1, 2, 3, 4], [1, 2], [3, 4]], new List<List<long>> { whole, first, second });
    }

    private static JsonElement Run(Trial trial, IDataStore store, ITrialCheckpoint checkpoint, Action<long> onEpoch, CancellationToken cancellationToken) =>
        new HessianExperiment().TrialType.Run(new TrialContext
        {
            Trial = trial,
            Data = store,
            Checkpoint = checkpoint,
            Progress = new Listener(progress => onEpoch(progress.Completed)),
            Cancellation = cancellationToken,
        });

    private static void CancelAt(int last, long epoch, List<long> epochs, CancellationTokenSource stop)
    {
        epochs.Add(epoch);
        if (epoch == last)
        {
            stop.Cancel();
        }
    }

    private sealed class Listener(Action<TrialProgress> listen) : IProgress<TrialProgress>
    {
        public void Report(TrialProgress value) => listen(value);
    }
}
