using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class DivergenceTests
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 10,
        BatchSize = 16,
        LearningRate = new Constant(0.05),
        EvaluateTrainingData = false,
    };

    [Fact]
    public void In_a_step_keeps_the_last_good_epoch_and_names_the_neuron()
    {
        LinearEngine expected = new();
        TrainingLoop.Run(expected, LinearData.Source(48, scale: 1000), null, Options with { Epochs = 2 });

        LinearEngine engine = new() { Alter = (step, result) => step == 7 ? new StepResult(double.NaN, double.NaN, 12) : result };
        TrainingResult result = TrainingLoop.Run(engine, LinearData.Source(48, scale: 1000), null, Options);
        Assert.Equal((StopReason.Diverged, 2, 2), (result.Reason, result.History.Count, result.KeptEpoch));
        Assert.Equal(expected.Parameters, engine.Parameters);
        Assert.StartsWith(
            "Training diverged in epoch 3 at step 2: the objective was NaN (learning rate 0.05, 12 exponents clamped in the epoch). The likely cause is the exponential neuron, whose term overflows on large inputs. Here the largest feature of the batch is ",
            result.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            ", so standardise the features, then lower the learning rate or clip the gradient norm if that is not enough. The parameters of epoch 2 were kept.",
            result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_first_step_keeps_the_starting_parameters()
    {
        LinearEngine engine = new() { Alter = (_, result) => result with { Objective = double.PositiveInfinity } };
        TrainingResult result = TrainingLoop.Run(engine, LinearData.Source(48), null, Options);
        Assert.Equal(0, result.KeptEpoch);
        Assert.Equal(new LinearEngine().Parameters, engine.Parameters);
        Assert.Equal(
            "Training diverged in epoch 1 at step 1: the objective was Infinity (learning rate 0.05, 0 exponents clamped in the epoch). The likely cause is a learning rate too high for the scale of the inputs. Standardise the features if they are not, lower the learning rate, or clip the gradient norm. The starting parameters were kept.",
            result.Message);
    }

    [Fact]
    public void By_a_real_learning_rate_is_found_in_the_next_step_or_evaluation()
    {
        LinearEngine engine = new(method: new Core.Optimizers.Sgd());
        TrainingResult result = TrainingLoop.Run(
            engine, LinearData.Source(48, scale: 1000), null, Options with { LearningRate = new Constant(1e20), Epochs = 100 });
        Assert.Equal(StopReason.Diverged, result.Reason);
        Assert.All(engine.Parameters, p => Assert.True(double.IsFinite(p)));
    }

    [Fact]
    public void In_an_evaluation_discards_the_epoch()
    {
        int evaluations = 0;
        LinearEngine engine = new()
        {
            AlterEvaluation = (_, evaluation) => ++evaluations < 4
                ? evaluation
                : evaluation with { Objective = double.PositiveInfinity, Neuron = LinearEngine.Trace(3) },
        };
        TrainingResult result = TrainingLoop.Run(
            engine, LinearData.Source(48), LinearData.Source(20, seed: 9), Options with { EvaluateTrainingData = true });
        Assert.Equal((StopReason.Diverged, 1, 1), (result.Reason, result.History.Count, result.KeptEpoch));
        Assert.Equal(
            "Training diverged in epoch 2 at the evaluation on the validation data: the objective was Infinity (learning rate 0.05, 0 exponents clamped in the epoch). The likely cause is the exponential neuron, whose term overflows on large inputs. Standardise the features if they are not, lower the learning rate, or clip the gradient norm. The parameters of epoch 1 were kept.",
            result.Message);
    }

    [Fact]
    public void After_the_last_step_is_found_although_no_evaluation_was_asked_for()
    {
        LinearEngine engine = new() { AlterEvaluation = (_, evaluation) => evaluation with { Objective = double.NaN } };
        TrainingResult result = TrainingLoop.Run(engine, LinearData.Source(48), null, Options with { Epochs = 1 });
        Assert.Equal((StopReason.Diverged, 0), (result.Reason, result.KeptEpoch));
        Assert.Contains("at the evaluation on the last batch: the objective was NaN", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_infinite_gradient_counts_although_the_objective_is_finite()
    {
        LinearEngine engine = new() { Alter = (_, result) => result with { Objective = 3, GradientNorm = double.PositiveInfinity } };
        TrainingResult result = TrainingLoop.Run(engine, LinearData.Source(48), null, Options);
        Assert.Equal(StopReason.Diverged, result.Reason);
        Assert.Contains("the gradient overflowed where the objective was 3", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restores_the_best_epoch_where_early_stopping_asks_for_it()
    {
        int epoch = 0;
        LinearEngine engine = new() { Alter = (step, result) => step == 9 ? result with { Objective = double.NaN } : result };
        engine.AlterEvaluation = (_, evaluation) => evaluation with { Loss = epoch++ == 0 ? 1 : 2 };
        TrainingResult result = TrainingLoop.Run(
            engine, LinearData.Source(48), LinearData.Source(20), Options with { EarlyStopping = new EarlyStopping() });
        Assert.Equal((StopReason.Diverged, 3, 1, 1), (result.Reason, result.History.Count, result.BestEpoch, result.KeptEpoch));
        Assert.EndsWith("The parameters of epoch 1 were kept.", result.Message, StringComparison.Ordinal);
    }
}
