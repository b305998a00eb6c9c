using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class TrainingRulesTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 16 };

    [Fact]
    public void Refuses_a_batch_larger_than_the_data() => Refuses(
        "BatchSize must be at most the number of training rows, 100, but was 128. Choose a batch size of 100 or less.",
        Options with { BatchSize = 128 }, LinearData.Source(100));

    [Fact]
    public void Refuses_a_batch_larger_than_a_stream_before_the_first_step()
    {
        LinearEngine engine = new();
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => TrainingLoop.Run(engine, LinearData.Stream(100), null, Options with { BatchSize = 128 }));
        Assert.Equal("BatchSize must be at most the number of training rows, 100, but was 128. Choose a batch size of 100 or less.", exception.Message);
        Assert.Empty(engine.Rates);
    }

    [Fact]
    public void Accepts_a_batch_of_all_rows()
    {
        LinearEngine engine = new();
        TrainingLoop.Run(engine, LinearData.Source(16), null, Options);
        Assert.Equal(3, engine.Rates.Count);
    }

    [Fact]
    public void Refuses_data_without_rows() => Refuses(
        "The training data must have at least one row, but has none. Check the file, the filters and the split.",
        Options, new EmptySource(0));

    [Fact]
    public void Refuses_a_stream_without_rows() => Refuses(
        "The training data must have at least one row, but has none. Check the file, the filters and the split.",
        Options, new EmptySource(null));

    [Fact]
    public void Refuses_another_number_of_features()
    {
        Refuses(
            "The training data must have as many features as the model takes, 3, but has 2. Build the model for this data, or select the same columns.",
            Options, LinearData.Source(100), engine: new LinearEngine(features: 3));
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => TrainingLoop.Run(new LinearEngine(), LinearData.Source(100), new EmptySource(5) { FeatureCount = 4 }, Options));
        Assert.Equal(
            "The validation data must have as many features as the model takes, 2, but has 4. Build the model for this data, or select the same columns.",
            exception.Message);
    }

    [Fact]
    public void Refuses_another_target_width() => Refuses(
        "The training data must have as many numbers in a target as the loss compares, 1, but has 3. Choose a loss and a number of outputs for this task.",
        Options, new EmptySource(50) { TargetWidth = 3 });

    [Fact]
    public void Refuses_options_out_of_range()
    {
        InMemoryBatchSource data = LinearData.Source(100);
        Refuses("Epochs must be at least 1, but was 0. To evaluate a model without training it, call the engine.", Options with { Epochs = 0 }, data);
        Refuses("BatchSize must be at least 1, but was -1. The article's is 128.", Options with { BatchSize = -1 }, data);
        Refuses("LearningRate must be a schedule, but was null. For a rate that stays, use new Constant(2e-4).", Options with { LearningRate = null! }, data);
        Refuses(
            "CheckpointInterval must be at least 1 epoch, but was 0. To keep no checkpoint, set CheckpointPath to null.",
            Options with { CheckpointInterval = 0 }, data);
        Refuses("CheckpointPath must name a file, but was empty. To keep no checkpoint, set it to null.", Options with { CheckpointPath = " " }, data);
        string path = Path.Combine(Path.GetTempPath(), "no such folder", "checkpoint");
        Refuses(
            $"CheckpointPath must name a file in a folder that exists, but was '{path}'. Create the folder, or name a file in another one.",
            Options with { CheckpointPath = path }, data);
    }

    [Fact]
    public void Refuses_early_stopping_out_of_range()
    {
        InMemoryBatchSource data = LinearData.Source(100);
        Refuses(
            "EarlyStopping.Patience must be at least 1 epoch, but was 0. To train all epochs, set EarlyStopping to null.",
            Options with { EarlyStopping = new EarlyStopping { Patience = 0 } }, data, data);
        Refuses(
            "EarlyStopping.MinimumImprovement must be at least 0 and finite, but was -1. 0 counts every improvement.",
            Options with { EarlyStopping = new EarlyStopping { MinimumImprovement = -1 } }, data, data);
        Refuses(
            "EarlyStopping watches validation data, but there is none. Hold a part of the rows back, or set EarlyStopping to null.",
            Options with { EarlyStopping = new EarlyStopping() }, data);
    }

    [Fact]
    public void Refuses_a_schedule_that_gives_no_rate() => Refuses(
        "LearningRate must give a finite rate of at least 0, but gave NaN at time 0 in epochs. Correct the schedule.",
        Options with { LearningRate = new Broken() }, LinearData.Source(100));

    private static void Refuses(
        string message, TrainingOptions options, IBatchSource training, IBatchSource? validation = null, LinearEngine? engine = null) =>
        Assert.Equal(
            message,
            Assert.Throws<ArgumentException>(() => TrainingLoop.Run(engine ?? new LinearEngine(), training, validation, options)).Message);

    private sealed record Broken : Schedule
    {
        public override double At(double epoch, int epochs) => double.NaN;
    }

    private sealed class EmptySource(long? rows) : IBatchSource
    {
        public int FeatureCount { get; init; } = 2;

        public int TargetWidth { get; init; } = 1;

        public long? RowCount => rows;

        public IBatchReader Open(int epoch) => new Reader();

        private sealed class Reader : IBatchReader
        {
            public bool Read(Batch<float> batch)
            {
                batch.Rows = 0;
                return false;
            }

            public void Dispose()
            {
            }
        }
    }
}
