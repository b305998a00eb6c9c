using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 6,
        BatchSize = 16,
        LearningRate = new WarmUp(1.5, new Cosine(0.05)),
        EarlyStopping = new EarlyStopping { Patience = 4 },
    };

    private readonly string folder = Directory.CreateTempSubdirectory("landscape-checkpoint").FullName;

    private string File => Path.Combine(folder, "checkpoint");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Killed_at_any_step_and_resumed_ends_with_the_bits_of_the_uninterrupted_training()
    {
        foreach (int interval in new[] { 1, 4 })
        {
            TrainingOptions options = Options with { CheckpointPath = File, CheckpointInterval = interval };
            (byte[] expected, TrainingResult expectedResult) = Uninterrupted(Options);
            for (int step = 0; step < 6 * 5; step++)
            {
                System.IO.File.Delete(File);
                Kill(options, step);
                LinearEngine resumed = new();
                TrainingResult result = Run(resumed, options);
                Assert.Equal(expected, resumed.ToBytes());
                Assert.Equal(Timeless(expectedResult.History), Timeless(result.History));
                Assert.Equal((expectedResult.Reason, expectedResult.BestEpoch, expectedResult.KeptEpoch), (result.Reason, result.BestEpoch, result.KeptEpoch));
            }
        }
    }

    [Fact]
    public void Killed_again_and_again_still_ends_with_the_same_bits()
    {
        (byte[] expected, _) = Uninterrupted(Options);
        TrainingOptions options = Options with { CheckpointPath = File };
        foreach (int step in new[] { 3, 7, 9, 12, 6 })
        {
            Kill(options, step);
        }

        LinearEngine resumed = new();
        Run(resumed, options);
        Assert.Equal(expected, resumed.ToBytes());
    }

    [Fact]
    public void A_stream_resumes_with_the_rates_of_the_uninterrupted_training()
    {
        TrainingOptions options = Options with { EarlyStopping = null };
        LinearEngine expected = new();
        TrainingLoop.Run(expected, LinearData.Stream(70), null, options);
        LinearEngine killed = new() { OnStep = taken => Die(taken == 12) };
        options = options with { CheckpointPath = File };
        Assert.Throws<InvalidOperationException>(() => TrainingLoop.Run(killed, LinearData.Stream(70), null, options));
        LinearEngine resumed = new();
        TrainingLoop.Run(resumed, LinearData.Stream(70), null, options);
        Assert.Equal(expected.ToBytes(), resumed.ToBytes());
        Assert.Equal(expected.Rates.Skip(10), resumed.Rates);
    }

    [Fact]
    public void A_finished_training_returns_its_result_without_a_step()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        LinearEngine first = new();
        TrainingResult expected = Run(first, options);
        LinearEngine second = new();
        TrainingResult result = Run(second, options);
        Assert.Empty(second.Rates);
        Assert.Equal(expected.History, result.History);
        Assert.Equal(expected with { History = [] }, result with { History = [] });
        Assert.Equal(first.ToBytes(), second.ToBytes());
    }

    [Fact]
    public void An_early_stopped_training_returns_its_result_too()
    {
        TrainingOptions options = Options with { Epochs = 200, EarlyStopping = new EarlyStopping { Patience = 2 }, CheckpointPath = File, CheckpointInterval = 50 };
        LinearEngine first = new();
        TrainingResult expected = Run(first, options);
        LinearEngine second = new();
        TrainingResult result = Run(second, options);
        Assert.Equal(StopReason.EarlyStopped, expected.Reason);
        Assert.Equal(expected with { History = [] }, result with { History = [] });
        Assert.Empty(second.Rates);
        Assert.Equal(first.ToBytes(), second.ToBytes());
    }

    [Fact]
    public void A_cancelled_training_continues_from_its_checkpoint()
    {
        (byte[] expected, _) = Uninterrupted(Options);
        TrainingOptions options = Options with { CheckpointPath = File };
        using CancellationTokenSource source = new();
        LinearEngine engine = new()
        {
            OnStep = taken =>
            {
                if (taken == 12)
                {
                    source.Cancel();
                }
            },
        };
        Assert.Equal(StopReason.Cancelled, TrainingLoop.Run(engine, LinearData.Source(70), LinearData.Source(30, seed: 6), options, null, source.Token).Reason);
        engine.OnStep = null;
        Run(engine, options);
        Assert.Equal(expected, engine.ToBytes());
    }

    [Fact]
    public void Refuses_the_checkpoint_of_another_training()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        Refuses(() => Run(new LinearEngine(), options with { BatchSize = 8 }), "batch size is 16, but here it is 8");
        Refuses(() => Run(new LinearEngine(), options with { Epochs = 7 }), "number of epochs is 6, but here it is 7");
        Refuses(() => Run(new LinearEngine(seed: 2), options), "model is linear Adam { Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08 } seed 1, but here it is linear Adam { Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08 } seed 2");
        Refuses(
            () => Run(new LinearEngine(), options with { LearningRate = new Constant(0.05) }),
            "learning rate is warm_up, but here it is constant");
        Refuses(
            () => Run(new LinearEngine(), options with { EarlyStopping = options.EarlyStopping! with { Patience = 5, MinimumImprovement = 0.25 } }),
            "early stopping (patience) is 4, but here it is 5; its early stopping (minimumImprovement) is 0, but here it is 0.25");
        Refuses(
            () => TrainingLoop.Run(new LinearEngine(), LinearData.Source(71), LinearData.Source(30, seed: 6), options),
            "number of training rows is 70, but here it is 71");
        Exception shuffled = Record.Exception(
            () => TrainingLoop.Run(new LinearEngine(), LinearData.Source(70, shuffleSeed: 12), LinearData.Source(30, seed: 6), options))!;
        Assert.Contains("its first training batch is ", Assert.IsType<CheckpointException>(shuffled).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"fingerprint":[null],"stateLength":0,"engineLength":0,"bestLength":0}""", "", "an entry of its fingerprint is null")]
    [InlineData("""{"fingerprint":FINGERPRINT,"stateLength":39,"engineLength":0,"bestLength":0}""", """{"history":[null],"stepsOfLastEpoch":1}""", "an epoch of its history is null")]
    public void Refuses_a_null_in_a_list(string header, string state, string finding)
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        SealedFormat format = new("MLNLCKPT", "checkpoint", Version: 1);
        using (FileStream whole = System.IO.File.OpenRead(File))
        {
            JsonElement sound = JsonSerializer.Deserialize<JsonElement>(format.Read(whole).Header);
            header = header.Replace("FINGERPRINT", sound.GetProperty("fingerprint").GetRawText(), StringComparison.Ordinal);
        }

        using (FileStream altered = System.IO.File.Create(File))
        {
            format.Write(altered, Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(state));
        }

        CheckpointException refusal = Assert.Throws<CheckpointException>(() => Run(new LinearEngine(), options));
        Assert.Contains($" is not a sound checkpoint: {finding}. ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_seed_that_others_were_derived_from_instead_of_those()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(seed: 101), options with { CheckpointSeed = 1 });
        Refuses(() => Run(new LinearEngine(seed: 102), options with { CheckpointSeed = 2 }), "seed is 1, but here it is 2");
    }

    [Fact]
    public void Continues_a_checkpoint_that_does_not_name_its_seed()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        LinearEngine engine = new();
        Run(engine, options with { CheckpointSeed = 1 });
        Assert.Empty(engine.Rates);
        CheckpointException other = Assert.Throws<CheckpointException>(() => Run(new LinearEngine(seed: 2), options with { CheckpointSeed = 2 }));
        Assert.Contains(": its model is linear Adam", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_seed_of_a_checkpoint_leaves_the_fingerprints_of_studies_alone() => Assert.Equal(
        JsonSerializer.Serialize(Options, JsonFormat.Compact), JsonSerializer.Serialize(Options with { CheckpointSeed = 1 }, JsonFormat.Compact));

    [Fact]
    public void Refuses_a_checkpoint_of_rows_that_differ_anywhere()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        InMemoryBatchSource training = LinearData.Source(70, shuffleSeed: null);
        InMemoryBatchSource validation = LinearData.Source(30, seed: 6, shuffleSeed: null);
        TrainingLoop.Run(new LinearEngine(), training, validation, options);
        CheckpointException exception = Assert.Throws<CheckpointException>(
            () => TrainingLoop.Run(new LinearEngine(), WithAnotherLastTarget(70, 5), validation, options));
        Assert.Contains("its content of the training rows is ", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<CheckpointException>(() => TrainingLoop.Run(new LinearEngine(), training, WithAnotherLastTarget(30, 6), options));
        Assert.Contains("its content of the validation rows is ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_paths_and_intervals_do_not_tell_trainings_apart()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        string moved = Path.Combine(folder, "moved");
        System.IO.File.Move(File, moved);
        LinearEngine engine = new();
        Run(engine, options with { CheckpointPath = moved, CheckpointInterval = 3 });
        Assert.Empty(engine.Rates);
    }

    [Fact]
    public void Any_changed_byte_is_refused()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        byte[] sound = System.IO.File.ReadAllBytes(File);
        Gen<(int, byte)> mutations = Gen.Choose(0, sound.Length - 1).Zip(Gen.Choose(1, 255).Select(x => (byte)x));
        Prop.ForAll(mutations.ToArbitrary(), mutation =>
        {
            byte[] bytes = [.. sound];
            bytes[mutation.Item1] ^= mutation.Item2;
            System.IO.File.WriteAllBytes(File, bytes);
            Assert.Throws<CheckpointException>(() => Run(new LinearEngine(), options));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_truncation_is_refused()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        byte[] sound = System.IO.File.ReadAllBytes(File);
        Prop.ForAll(Gen.Choose(0, sound.Length - 1).ToArbitrary(), length =>
        {
            System.IO.File.WriteAllBytes(File, sound[..length]);
            Assert.Throws<CheckpointException>(() => Run(new LinearEngine(), options));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Says_what_a_foreign_file_is()
    {
        System.IO.File.WriteAllText(File, "diagnosis,radius\nM,1\n", Encoding.UTF8);
        CheckpointException exception = Assert.Throws<CheckpointException>(() => Run(new LinearEngine(), Options with { CheckpointPath = File }));
        Assert.Equal(
            $"'{File}' is not a sound checkpoint: it starts with the bytes EFBBBF646961676E where a checkpoint starts with \"MLNLCKPT\"; it is another kind of file. Delete it to start afresh, or name another file.",
            exception.Message);
    }

    [Fact]
    public void A_partial_file_of_a_killed_writer_does_no_harm()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Kill(options, 12);
        string partial = Path.Combine(folder, "incoming-1.landscape-partial");
        System.IO.File.WriteAllText(partial, "half a checkpoint");
        LinearEngine resumed = new();
        Run(resumed, options);
        Assert.Equal(Uninterrupted(Options).Bytes, resumed.ToBytes());
        Assert.Equal([File, partial], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    private static void Refuses(Action run, string difference) => Assert.EndsWith(
        $"is the checkpoint of another training: its {difference}. Delete it to start afresh, or name another file.",
        Assert.Throws<CheckpointException>(run).Message, StringComparison.Ordinal);

    private static InMemoryBatchSource WithAnotherLastTarget(int rows, long seed)
    {
        Dataset<float> data = LinearData.Create(rows, seed);
        float[] targets = data.Targets.ToArray();
        targets[^1]++;
        return new(data with { Targets = targets }, shuffleSeed: null);
    }

    private static TrainingResult Run(LinearEngine engine, TrainingOptions options) =>
        TrainingLoop.Run(engine, LinearData.Source(70), LinearData.Source(30, seed: 6), options);

    private static (byte[] Bytes, TrainingResult Result) Uninterrupted(TrainingOptions options)
    {
        LinearEngine engine = new();
        TrainingResult result = Run(engine, options);
        return (engine.ToBytes(), result);
    }

    private static IEnumerable<EpochRecord> Timeless(IEnumerable<EpochRecord> history) =>
        history.Select(record => record with { Elapsed = TimeSpan.Zero });

    private static void Kill(TrainingOptions options, int step) => Assert.Throws<InvalidOperationException>(
        () => Run(new LinearEngine { OnStep = taken => Die(taken == step) }, options));

    private static void Die(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("killed");
        }
    }
}
