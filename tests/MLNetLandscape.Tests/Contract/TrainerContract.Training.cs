using System.Diagnostics.Metrics;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Contract;

/// <content>Validation, warm starts, streaming, checkpoints, progress, analysis.</content>
public abstract partial class TrainerContract<TTransformer, TModel>
{
    [Fact]
    public void Early_stopping_keeps_the_best_epoch_of_the_rows_held_back()
    {
        MLContext context = new(1);
        TModel model = Fit(context, Data(context), options => options with
        {
            ValidationFraction = 0.3,
            NumberOfEpochs = 400,
            EarlyStopping = new EarlyStopping { Patience = 5 },
        }).Model;
        Assert.Equal(StopReason.EarlyStopped, model.History.Reason);
        Assert.Equal(model.History.BestEpoch, model.History.KeptEpoch);
        Assert.Equal(45, model.History.Epochs[0].Validation!.Rows, 1.0);
        Assert.Equal(model.History.Epochs.Min(epoch => epoch.Validation!.Loss), model.History.Epochs[model.History.BestEpoch - 1].Validation!.Loss);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Early_stopping_on_the_neurons_scale_needs_no_validation_data(bool stream)
    {
        MLContext context = new(1);
        TModel model = Fit(context, Data(context), options => WithNeuron(options, true) with
        {
            EarlyStopping = new EarlyStopping { Monitor = MonitoredFigure.NeuronScale, Patience = 3 },
            NumberOfEpochs = 40,
            Stream = stream,
        }).Model;

        // The smallest scale, but none at which the neuron's largest term on the data had grown.
        NeuronTrace best = model.NeuronTrace[0];
        foreach (NeuronTrace trace in model.NeuronTrace)
        {
            best = Math.Abs(trace.Scale) < Math.Abs(best.Scale) && trace.LargestTerm <= best.LargestTerm ? trace : best;
        }

        Assert.Equal(best, model.NeuronTrace[model.History.BestEpoch - 1]);
        Assert.Equal(model.History.BestEpoch, model.History.KeptEpoch);
        Assert.Equal(model.History.Epochs.Count < 40 ? StopReason.EarlyStopped : StopReason.Completed, model.History.Reason);
        Assert.Null(model.History.Epochs[0].Validation);
        Assert.Equal(
            "EarlyStopping watches validation data, but there is none. "
            + "Set ValidationFraction, pass validation data as in Fit(training, validation), or set EarlyStopping to null.",
            Assert.Throws<ArgumentException>(() => Fit(context, Data(context), options => options with { EarlyStopping = new EarlyStopping() })).Message);
    }

    [Fact]
    public void Validation_data_of_its_own_takes_the_place_of_a_fraction()
    {
        MLContext context = new(1);
        TModel model = Create(context, Options with { ValidationFraction = 0.5 }).Fit(Data(context), Data(context, 40, seed: 8)).Model;
        Assert.Equal(40, model.History.Epochs[0].Validation!.Rows);
        Assert.Equal(RowCount, model.History.Epochs[0].Training!.Rows);
    }

    [Fact]
    public void A_warm_start_goes_on_from_the_model()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel first = Fit(context, data).Model;
        TModel second = Create(context, Options with { NumberOfEpochs = 1, LearningRate = new Core.Schedules.Constant(1e-9) }).Fit(Data(context, 60, 8), first).Model;
        Assert.Equal(0, Distance(Parameters(first), Parameters(second)), 1e-5);
        Assert.Same(first.Standardizer, second.Standardizer);
        Assert.Single(second.History.Epochs);
    }

    [Fact]
    public void A_warm_start_refuses_a_model_of_other_features()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data).Model;
        IDataView other = context.Transforms.Concatenate("Features", "Weight", "Number").Fit(data).Transform(data);
        Assert.StartsWith(
            "The model to start from takes 5 features, but column 'Features' has 2. Build the features as in the model's training.",
            Assert.Throws<ArgumentException>(() => Create(context, Options).Fit(other, model)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Streaming_learns_as_well()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data, options => options with { Stream = true, ShuffleBufferRows = 50, ValidationFraction = 0.2 });
        (double figure, double trivial) = Task.Evaluate(context, transformer.Transform(Data(context, seed: 4)));
        Assert.True(figure > trivial + 0.2, $"{figure} against {trivial}");
        Assert.Null(transformer.Model.History.Epochs[0].Training);
        Assert.InRange(transformer.Model.History.Epochs[0].Validation!.Rows, 15, 50);
    }

    [Fact]
    public void Streaming_scales_as_training_in_memory_does_and_repeats_its_bits()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer Stream(int buffer) => Fit(context, data, options => options with { Stream = true, ShuffleBufferRows = buffer });
        Standardizer expected = Fit(context, data).Model.Standardizer!;
        Standardizer actual = Stream(50).Model.Standardizer!;
        for (int j = 0; j < ContractRow.FeatureCount; j++)
        {
            Assert.Equal(expected.Means[j], actual.Means[j], 1e-9);
            Assert.Equal(expected.Deviations[j], actual.Deviations[j], 1e-9);
        }

        Assert.Equal(expected.ConstantFeatures, actual.ConstantFeatures);
        List<string> scores = ScoreBits.Of(Stream(50).Transform(data));
        Assert.Equal(scores, ScoreBits.Of(Stream(50).Transform(data)));
        Assert.NotEqual(scores, ScoreBits.Of(Stream(10).Transform(data)));
    }

    [Fact]
    public void The_checkpoint_of_another_seed_is_refused_by_the_seeds_that_were_given()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        string path = folder.File("checkpoint");
        Fit(context, data, options => options with { CheckpointPath = path, Seed = 3 });
        CheckpointException refusal = Assert.Throws<CheckpointException>(() => Fit(context, data, options => options with { CheckpointPath = path, Seed = 4 }));
        Assert.Contains("its seed is 3, but here it is 4.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_continues_from_its_checkpoint_with_the_same_bits()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        using CancellationTokenSource source = new();
        SynchronousProgress stop = new(epoch =>
        {
            if (epoch.Record.Epoch == 5)
            {
                source.Cancel();
            }
        });
        SynchronousProgress rest = new(_ => { });
        string path = folder.File("checkpoint");
        List<string> uninterrupted = ScoreBits.Of(Fit(context, data).Transform(data));

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Fit(context, data, options => options with { CheckpointPath = path, Progress = stop, CancellationToken = source.Token }));
        TTransformer continued = Fit(context, data, options => options with { CheckpointPath = path, Progress = rest });

        Assert.Equal(uninterrupted, ScoreBits.Of(continued.Transform(data)));
        Assert.InRange(rest.Count, 1, 8);
    }

    [Fact]
    public void A_fit_has_a_listener_and_a_token_of_its_own_beside_the_options()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        SynchronousProgress ofOptions = new(_ => { });
        using CancellationTokenSource source = new();
        SynchronousProgress ofFit = new(epoch =>
        {
            if (epoch.Record.Epoch == 3)
            {
                source.Cancel();
            }
        });

        LandscapeTrainer<TTransformer, TModel> trainer = Create(context, Options with { Progress = ofOptions });
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(data, null, null, ofFit, source.Token));

        Assert.Equal((3, 3), (ofOptions.Count, ofFit.Count));
    }

    [Fact]
    public void Tells_of_each_epoch_by_progress_log_and_meter()
    {
        MLContext context = new(1);
        List<string> log = [];
        context.Log += (_, message) => log.Add(message.RawMessage);
        long epochs = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "MLNetLandscape", Name: "mlnetlandscape.epochs" })
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        int thread = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => epochs += Environment.CurrentManagedThreadId == thread ? value : 0);
        listener.Start();
        SynchronousProgress progress = new(_ => { });

        Fit(context, Data(context), options => options with { Progress = progress });

        Assert.Equal(12, progress.Count);
        Assert.Equal(12, epochs);
        Assert.Equal(12, log.Count(line => line.StartsWith("Epoch ", StringComparison.Ordinal)));
        Assert.Contains(log, line => line.StartsWith("The training data, 150 rows of 5 features, is kept in 0.0 MiB of memory.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_model_gives_the_objective_that_training_saw()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data).Model;
        IObjective objective = model.CreateObjective(data);
        using IDisposable? owned = objective as IDisposable;
        double[] parameters = [.. Parameters(model).Select(value => (double)value)];
        double recorded = model.History.Epochs[^1].Training!.Objective;
        Assert.Equal(recorded, objective.Value(parameters), 1e-4 * Math.Abs(recorded));
    }

    [Fact]
    public void The_model_traces_its_neuron()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data, options => WithNeuron(options, true)).Model;
        Assert.Equal(12, model.NeuronTrace.Count);
        Assert.Equal(model.History.Epochs[^1].Training!.Neuron, model.NeuronTrace[^1]);
        Assert.Empty(Fit(context, data, options => WithNeuron(options, false)).Model.NeuronTrace);
    }

    [Fact]
    public void A_diverging_training_says_what_happened()
    {
        MLContext context = new(1);
        string message = Assert.Throws<TrainingDivergedException>(() => Fit(context, Data(context), options => WithNeuron(options, false) with
        {
            Optimizer = new Core.Optimizers.Sgd(),
            LearningRate = new Core.Schedules.Constant(1e30),
        })).Message;
        Assert.Contains("diverged", message, StringComparison.OrdinalIgnoreCase);
    }
}
