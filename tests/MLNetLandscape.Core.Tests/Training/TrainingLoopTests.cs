using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class TrainingLoopTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 40, BatchSize = 16, LearningRate = new Constant(0.05) };

    [Fact]
    public void Learns_a_line()
    {
        LinearEngine engine = new();
        TrainingResult result = TrainingLoop.Run(engine, LinearData.Source(200), LinearData.Source(50, seed: 6, shuffleSeed: null), Options);
        Assert.Equal(StopReason.Completed, result.Reason);
        Assert.Null(result.Message);
        Assert.Equal(40, result.History.Count);
        Assert.Equal(40, result.KeptEpoch);
        Assert.Equal(2, engine.Parameters[0], 0.1);
        Assert.Equal(-1, engine.Parameters[1], 0.1);
        Assert.Equal(0.5, engine.Parameters[2], 0.1);
        Assert.All(result.History, record => Assert.Equal((200L, 50L), (record.Training!.Rows, record.Validation!.Rows)));
        Assert.Equal(result.History.MinBy(record => record.Validation!.Loss)!.Epoch, result.BestEpoch);
    }

    [Fact]
    public void Gives_the_same_bits_twice()
    {
        (LinearEngine first, LinearEngine second) = (new LinearEngine(), new LinearEngine());
        TrainingLoop.Run(first, LinearData.Source(50), null, Options);
        TrainingLoop.Run(second, LinearData.Source(50), null, Options);
        Assert.Equal(first.ToBytes(), second.ToBytes());
    }

    [Fact]
    public void Asks_the_schedule_at_fractional_epochs()
    {
        LinearEngine engine = new();
        Polynomial line = new(1, 0.5);
        TrainingLoop.Run(engine, LinearData.Source(20), null, Options with { Epochs = 2, BatchSize = 8, LearningRate = line });
        double[] times = [0, 1 / 3.0, 2 / 3.0, 1, 1 + (1 / 3.0), 1 + (2 / 3.0)];
        Assert.Equal(times.Select(time => line.At(time, 2)), engine.Rates);
    }

    [Fact]
    public void Holds_the_rate_during_the_first_epoch_of_a_stream_and_counts_its_steps_for_the_next()
    {
        LinearEngine engine = new();
        Polynomial line = new(1, 0.5);
        TrainingLoop.Run(engine, LinearData.Stream(20), null, Options with { Epochs = 2, BatchSize = 8, LearningRate = line });
        double[] times = [0, 0, 0, 1, 1 + (1 / 3.0), 1 + (2 / 3.0)];
        Assert.Equal(times.Select(time => line.At(time, 2)), engine.Rates);
    }

    [Fact]
    public void Weights_the_running_objective_by_rows()
    {
        LinearEngine engine = new() { Alter = (step, result) => result with { Objective = step == 2 ? 7 : 1 } };
        TrainingResult result = TrainingLoop.Run(engine, LinearData.Source(20), null, Options with { Epochs = 1, BatchSize = 8 });
        Assert.Equal(((16 * 1) + (4 * 7)) / 20.0, result.History[0].RunningObjective, 1e-15);
    }

    [Fact]
    public void Reports_every_epoch()
    {
        List<EpochProgress> reports = [];
        TrainingResult result = TrainingLoop.Run(
            new LinearEngine(), LinearData.Source(20), null, Options with { Epochs = 5 }, new Listener(reports.Add));
        Assert.Equal(result.History, reports.Select(report => report.Record));
        Assert.All(reports, report => Assert.Equal(5, report.Epochs));
        Assert.Equal(result.BestEpoch, reports[^1].BestEpoch);
    }

    [Fact]
    public void Cancelled_between_steps_keeps_the_last_complete_epoch()
    {
        using CancellationTokenSource source = new();
        LinearEngine expected = new();
        TrainingLoop.Run(expected, LinearData.Source(48), null, Options with { Epochs = 2, BatchSize = 16 });

        LinearEngine engine = new()
        {
            OnStep = taken =>
            {
                if (taken == 7)
                {
                    source.Cancel();
                }
            },
        };
        TrainingResult result = TrainingLoop.Run(
            engine, LinearData.Source(48), null, Options with { BatchSize = 16 }, cancellationToken: source.Token);
        Assert.Equal((StopReason.Cancelled, 2, 2), (result.Reason, result.History.Count, result.KeptEpoch));
        Assert.Equal(8, engine.Rates.Count);
        Assert.Equal(expected.Parameters, engine.Parameters);
        Assert.Equal(expected.RunningMean, engine.RunningMean);
    }

    [Fact]
    public void Cancelled_during_an_evaluation_keeps_the_last_complete_epoch()
    {
        using CancellationTokenSource source = new();
        int evaluations = 0;
        LinearEngine engine = new();
        engine.AlterEvaluation = (_, evaluation) =>
        {
            if (++evaluations == 2)
            {
                source.Cancel();
                source.Token.ThrowIfCancellationRequested();
            }

            return evaluation;
        };
        TrainingResult result = TrainingLoop.Run(engine, LinearData.Source(48), null, Options, cancellationToken: source.Token);
        Assert.Equal((StopReason.Cancelled, 1, 1), (result.Reason, result.History.Count, result.KeptEpoch));
    }

    [Fact]
    public void Cancelled_before_the_start_changes_nothing()
    {
        LinearEngine engine = new();
        TrainingResult result = TrainingLoop.Run(
            engine, LinearData.Source(48), null, Options, cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal((StopReason.Cancelled, 0, 0, 0), (result.Reason, result.History.Count, result.BestEpoch, result.KeptEpoch));
        Assert.Equal(new LinearEngine().ToBytes(), engine.ToBytes());
    }

    private sealed class Listener(Action<EpochProgress> action) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value) => action(value);
    }
}
