using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed partial class CheckpointTests : IDisposable
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
