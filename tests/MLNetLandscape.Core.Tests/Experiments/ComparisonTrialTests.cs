using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Experiments;

public sealed class ComparisonTrialTests
{
    private static readonly ComparisonOptions Options = new()
    {
        Network = new() { Input = Shape.Vector(1), Layers = [new Dense(4, new Tanh()), new Dense(1, new Identity())] },
        Training = new TrainingOptions { Epochs = 5, BatchSize = 4 },
    };

    private static readonly ComparisonTrial Type = new();

    public sealed class TheValidateMethod
    {
        [Fact]
        public void Should_Refuse_A_Path_To_Write_To()
        {
            ComparisonOptions writing = Options with { Training = Options.Training with { CheckpointPath = "/tmp/x" } };
            Refuses(new ComparisonTrialSettings(writing, ComparisonArm.Plain, 1), "CheckpointPath must be null in a trial, whose study keeps its checkpoints, but was '/tmp/x'.");
        }

        [Fact]
        public void Should_Refuse_Options_Out_Of_Range() =>
            Refuses(ComparisonTrialSettings.Of(Options with { GradientClipNorm = -1 }, ComparisonArm.Plain, 1), "GradientClipNorm must be positive, but was -1. Pass null to clip nothing.");

        [Fact]
        public void Should_Refuse_A_Run_Before_The_First() =>
            Refuses(ComparisonTrialSettings.Of(Options, ComparisonArm.Plain, 0), "Run must be at least 1, but was 0.");

        private static void Refuses(ComparisonTrialSettings settings, string message) =>
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => Type.Validate(TrialJson.Write(settings))).Message);
    }

    public sealed class TheRunMethod
    {
        [Fact]
        public void Should_Go_On_From_A_Checkpoint_With_The_Same_Bits()
        {
            MemoryDataStore store = new();
            Trial trial = new()
            {
                Key = "t",
                Type = Type.Name,
                Settings = TrialJson.Write(ComparisonTrialSettings.Of(Options, ComparisonArm.WithNeuron, 1)),
                Data = new Dictionary<string, ContentHash> { ["data"] = store.Put(new MemoryStream(DatasetContent.ToBytes(Rows()))) },
            };
            string whole = Type.Run(new TrialContext { Trial = trial, Data = store }).GetRawText();
            KeptCheckpoint checkpoint = new();
            using CancellationTokenSource stop = new();
            Steps untilThird = new(step => { if (step.Completed == 3) { stop.Cancel(); } });
            Assert.ThrowsAny<OperationCanceledException>(() => Type.Run(
                new TrialContext { Trial = trial, Data = store, Checkpoint = checkpoint, Progress = untilThird, Cancellation = stop.Token }));
            List<long> rest = [];
            string resumed = Type.Run(new TrialContext { Trial = trial, Data = store, Checkpoint = checkpoint, Progress = new Steps(step => rest.Add(step.Completed)) }).GetRawText();
            Assert.Equal([4, 5], rest);
            Assert.Equal(whole, resumed);
        }

        private static Dataset<float> Rows() => new()
        {
            Rows = 20,
            Features = Enumerable.Range(0, 20).Select(i => (float)Math.Sin(i)).ToArray(),
            Targets = Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? -1f : 1).ToArray(),
        };

        private sealed class KeptCheckpoint : ITrialCheckpoint
        {
            private byte[]? kept;

            public bool IsDue => true;

            public byte[]? Load() => kept;

            public void Save(ReadOnlySpan<byte> content) => kept = content.ToArray();
        }

        private sealed class Steps(Action<TrialProgress> tell) : IProgress<TrialProgress>
        {
            public void Report(TrialProgress value) => tell(value);
        }
    }
}
