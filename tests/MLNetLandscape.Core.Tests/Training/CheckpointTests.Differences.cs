using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <content>What tells a checkpoint's training from another, and what does not.</content>
public sealed partial class CheckpointTests
{
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
}
