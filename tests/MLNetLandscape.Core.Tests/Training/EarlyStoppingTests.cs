using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class EarlyStoppingTests
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 8,
        BatchSize = 16,
        LearningRate = new Constant(0.05),
        EvaluateTrainingData = false,
    };

    [Fact]
    public void Stops_when_the_patience_is_exhausted_and_restores_the_best()
    {
        LinearEngine expected = new();
        TrainingLoop.Run(expected, LinearData.Source(48), null, Options with { Epochs = 2 });
        (TrainingResult result, LinearEngine engine) = Train([5, 3, 4, 4, 3.5, 1], new EarlyStopping { Patience = 3 });
        Assert.Equal((StopReason.EarlyStopped, 5, 2, 2), (result.Reason, result.History.Count, result.BestEpoch, result.KeptEpoch));
        Assert.Equal(expected.Parameters, engine.Parameters);
        Assert.Equal(expected.RunningMean, engine.RunningMean);
    }

    [Fact]
    public void Keeps_the_last_epoch_where_the_best_is_not_wanted()
    {
        (TrainingResult result, _) = Train([5, 3, 4, 4], new EarlyStopping { Patience = 2, RestoreBest = false });
        Assert.Equal((StopReason.EarlyStopped, 4, 2, 4), (result.Reason, result.History.Count, result.BestEpoch, result.KeptEpoch));
    }

    [Fact]
    public void Takes_the_first_of_equal_figures()
    {
        (TrainingResult result, _) = Train([5, 3, 3, 3], new EarlyStopping { Patience = 2 });
        Assert.Equal((4, 2), (result.History.Count, result.BestEpoch));
    }

    [Fact]
    public void Ignores_improvements_that_are_too_small()
    {
        (TrainingResult result, _) = Train([5, 4.75, 4.5, 4.25, 3.99, 3.98], new EarlyStopping { Patience = 4, MinimumImprovement = 1 });
        Assert.Equal((StopReason.Completed, 5), (result.Reason, result.BestEpoch));
    }

    [Fact]
    public void Watches_an_accuracy_upwards()
    {
        (TrainingResult result, _) = Train(
            [0.5, 0.8, 0.7, 0.6], new EarlyStopping { Patience = 2, Monitor = MonitoredFigure.ValidationMetric }, Metric.Accuracy);
        Assert.Equal((4, 2), (result.History.Count, result.BestEpoch));
    }

    [Fact]
    public void Watches_a_root_mean_squared_error_downwards()
    {
        (TrainingResult result, _) = Train(
            [0.8, 0.5, 0.6, 0.7], new EarlyStopping { Patience = 2, Monitor = MonitoredFigure.ValidationMetric });
        Assert.Equal((4, 2), (result.History.Count, result.BestEpoch));
    }

    [Fact]
    public void Restores_the_best_of_all_epochs_too()
    {
        (TrainingResult result, _) = Train([5, 3, 1, 4, 4, 4, 4, 4], new EarlyStopping { Patience = 20 });
        Assert.Equal((StopReason.Completed, 8, 3, 3), (result.Reason, result.History.Count, result.BestEpoch, result.KeptEpoch));
    }

    [Fact]
    public void Does_not_let_a_first_figure_that_is_no_number_be_the_best_for_ever()
    {
        (TrainingResult result, _) = Train(
            [double.NaN, 0.5, 0.6, 0.7], new EarlyStopping { Patience = 2, Monitor = MonitoredFigure.ValidationMetric });
        Assert.Equal((4, 2), (result.History.Count, result.BestEpoch));
    }

    [Fact]
    public void Watches_the_scale_of_a_neuron_that_fades_away()
    {
        // a falls, and what the neuron does on the data falls with it, until nothing of either is left to gain.
        TrainingResult result = TrainWithNeuron([(-0.5, 2), (0.2, 1.5), (-0.01, 0.3), (0.001, 0.01), (0.001, 0.01), (0.002, 0.01)], patience: 2);
        Assert.Equal((StopReason.EarlyStopped, 6, 4, 4), (result.Reason, result.History.Count, result.BestEpoch, result.KeptEpoch));
        Assert.Null(result.Message);
    }

    [Fact]
    public void Does_not_take_a_scale_for_vanishing_where_the_neuron_diverges()
    {
        // The figures of a constant network that cannot fit its data: the scale vanishes at last, while the largest term grows.
        TrainingResult result = TrainWithNeuron([(0.1, 0.1), (0.78, 12), (0.3, 15), (0.071, 18.1), (0.06, 18.4)], patience: 4);
        Assert.Equal((StopReason.EarlyStopped, 5, 1, 1), (result.Reason, result.History.Count, result.BestEpoch, result.KeptEpoch));
        Assert.Equal(
            "In epoch 5 the neuron's scale was 0.06, smaller than 0.1 in epoch 1, but its largest term on the data had grown from 0.1 to 18.4: the neuron diverges while its "
            + "scale vanishes, which does not show a minimum. Compare the losses with and without the neuron; raise Lambda, or clip the neuron's gradient.",
            result.Message);
    }

    [Fact]
    public void Forgets_a_divergence_that_the_neuron_comes_back_from()
    {
        TrainingResult result = TrainWithNeuron([(0.5, 1), (0.4, 2), (0.3, 0.5)], patience: 2);
        Assert.Equal((8 - 3, 3), (result.History.Count, result.BestEpoch));
        Assert.Null(result.Message);
    }

    [Fact]
    public void Refuses_to_watch_the_scale_of_a_model_without_a_neuron()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => TrainingLoop.Run(
            new LinearEngine(),
            LinearData.Source(48),
            null,
            Options with { EvaluateTrainingData = true, EarlyStopping = new EarlyStopping { Monitor = MonitoredFigure.NeuronScale } }));
        Assert.Equal(
            "EarlyStopping.Monitor is NeuronScale, but no evaluation tells the scale of an exponential neuron. Give the network a neuron, and set EvaluateTrainingData or pass "
            + "validation data; or watch another figure.",
            exception.Message);
    }

    /// <summary>Training whose evaluations tell the given scales and largest terms, the last of them for ever; without validation data.</summary>
    private static TrainingResult TrainWithNeuron((double Scale, double Term)[] traces, int patience)
    {
        int epoch = 0;
        LinearEngine engine = new();
        engine.AlterEvaluation = (_, evaluation) =>
        {
            (double scale, double term) = traces[Math.Min(epoch++, traces.Length - 1)];
            return evaluation with { Neuron = new NeuronTrace(scale, 0, 0, term, 0) };
        };
        EarlyStopping stopping = new() { Patience = patience, Monitor = MonitoredFigure.NeuronScale };
        return TrainingLoop.Run(engine, LinearData.Source(48), null, Options with { EvaluateTrainingData = true, EarlyStopping = stopping });
    }

    private static (TrainingResult Result, LinearEngine Engine) Train(
        double[] figures, EarlyStopping stopping, Metric metric = Metric.RootMeanSquaredError)
    {
        int epoch = 0;
        LinearEngine engine = new() { Metric = metric };
        engine.AlterEvaluation = (_, evaluation) =>
        {
            double figure = figures[Math.Min(epoch++, figures.Length - 1)];
            return stopping.Monitor == MonitoredFigure.ValidationMetric
                ? evaluation with { Metric = figure, Loss = 1 }
                : evaluation with { Loss = figure, Metric = 1 };
        };
        TrainingResult result = TrainingLoop.Run(
            engine, LinearData.Source(48), LinearData.Source(20, seed: 8), Options with { EarlyStopping = stopping });
        return (result, engine);
    }
}
