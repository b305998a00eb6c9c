using System.Text.Json;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.AutoML.Tests.Trials;

/// <summary>Trials of searches and sweeps that lose their worker, and go on from their checkpoints with the same result.</summary>
public sealed class InterruptedTrialTests
{
    private const int Epochs = 12;
    private readonly MemoryDataStore store = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_training_of_a_search(bool isHopelessAtTheEighthEpoch)
    {
        double[]? thresholds = isHopelessAtTheEighthEpoch ? [.. Enumerable.Range(1, Epochs).Select(epoch => epoch < 8 ? double.NegativeInfinity : 2)] : null;
        Trial trial = Trial(new NetworkFitTrial(), new NetworkFitSettings("binary", TrainerOptionsJson.Write(SampleData.Binary), true, thresholds));
        string whole = new NetworkFitTrial().Run(Context(trial, new NoCheckpoint())).GetRawText();
        Assert.Equal(isHopelessAtTheEighthEpoch, JsonDocument.Parse(whole).RootElement.GetProperty("model").ValueKind == JsonValueKind.Null);
        AssertGoesOn(new NetworkFitTrial(), trial, whole, isHopelessAtTheEighthEpoch ? 8 - 5 : Epochs - 5 - 1);
    }

    [Fact]
    public void A_training_of_a_sweep()
    {
        Trial trial = Trial(new SweepTrial(), new SweepTrialSettings("binary", TrainerOptionsJson.Write(SampleData.Binary), 0.1, 0.2));
        AssertGoesOn(new SweepTrial(), trial, new SweepTrial().Run(Context(trial, new NoCheckpoint())).GetRawText(), Epochs - 5 - 1);
    }

    private void AssertGoesOn(ITrialType type, Trial trial, string whole, int savedAfterwards)
    {
        EveryEpoch checkpoint = new();
        using CancellationTokenSource stop = new();
        SynchronousProgress<TrialProgress> stopAfterFive = new(step =>
        {
            if (step.Completed == 5)
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => type.Run(Context(trial, checkpoint, stopAfterFive, stop.Token)));
        Assert.Equal(5, checkpoint.Saved);
        List<long> steps = [];
        Assert.Equal(whole, type.Run(Context(trial, checkpoint, new SynchronousProgress<TrialProgress>(step => steps.Add(step.Completed)))).GetRawText());
        Assert.Equal(5 + savedAfterwards, checkpoint.Saved);
        Assert.Equal(Enumerable.Range(1, steps.Count).Select(step => (long)step), steps);
    }

    private Trial Trial<TSettings>(ITrialType type, TSettings settings)
    {
        MLContext context = new(1);
        return new Trial
        {
            Key = "t",
            Type = type.Name,
            Settings = TrialJson.Write(settings),
            Seed = 5,
            Data = new Dictionary<string, ContentHash>
            {
                ["training"] = StoredData.Put(store, SampleData.View(context), ["Features", "Label"]),
                ["validation"] = StoredData.Put(store, SampleData.View(context, 60, 4), ["Features", "Label"]),
            },
        };
    }

    private TrialContext Context(Trial trial, ITrialCheckpoint checkpoint, IProgress<TrialProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new() { Trial = trial, Data = store, Checkpoint = checkpoint, Progress = progress, Cancellation = cancellationToken };

    /// <summary>A checkpoint after every epoch.</summary>
    private sealed class EveryEpoch : ITrialCheckpoint
    {
        private byte[]? content;

        public int Saved { get; private set; }

        public bool IsDue => true;

        public byte[]? Load() => content;

        public void Save(ReadOnlySpan<byte> content)
        {
            this.content = content.ToArray();
            Saved++;
        }
    }
}
