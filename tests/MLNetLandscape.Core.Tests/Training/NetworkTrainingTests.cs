using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <summary>The loop with the managed engine.</summary>
public sealed class NetworkTrainingTests : IDisposable
{
    private static readonly NetworkDefinition Small = new()
    {
        Input = Shape.Vector(2),
        Layers = [new Dense(24, new Relu()), new Dense(24, new Relu()), new Dense(1, new Identity())],
        Neuron = new SkipNeuron(),
    };

    private static readonly NetworkDefinition Stochastic = Small with
    {
        Layers =
        [
            new Dense(24, new Relu()), new BatchNormalization(), new Dropout(0.2), new Dense(16, new Tanh()), new Dense(1, new Identity()),
        ],
    };

    private readonly string folder = Directory.CreateTempSubdirectory("landscape-network").FullName;

    public static TheoryData<Optimizer> Optimizers => [new Adam(), new AdamW(), new Sgd(0.9, true), new RmsProp(Momentum: 0.5)];

    private string Checkpoint => Path.Combine(folder, "checkpoint");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Learns_two_moons()
    {
        using NetworkEngine engine = Create(Small);
        TrainingResult result = TrainingLoop.Run(
            engine, Source(TwoMoons.Create(400, 1), 2), Source(TwoMoons.Create(200, 3), null), Options(60));
        Assert.InRange(result.History.Max(record => record.Validation!.Metric), 0.98, 1);
        Assert.True(result.History[^1].Training!.Objective < result.History[0].Training!.Objective / 4);
        Assert.NotNull(result.History[^1].Training!.Neuron);
    }

    [Fact]
    public void Learns_exclusive_or()
    {
        Dataset<float> data = new() { Features = new float[] { 0, 0, 0, 1, 1, 0, 1, 1 }, Targets = new float[] { -1, 1, 1, -1 }, Rows = 4 };
        using NetworkEngine engine = Create(Small);
        TrainingResult result = TrainingLoop.Run(engine, Source(data, 1), null, Options(200) with { BatchSize = 4 });
        Assert.Equal(1, result.History[^1].Training!.Metric);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Killed_and_resumed_ends_with_the_bits_of_the_uninterrupted_training(Optimizer optimizer)
    {
        TrainingOptions options = Options(6) with { EarlyStopping = new EarlyStopping { Patience = 5 }, LearningRate = new Cosine(0.01) };
        byte[] expected = Train(optimizer, options, int.MaxValue);
        options = options with { CheckpointPath = Checkpoint };
        foreach (int batches in new[] { 11, 3, 17, 8 })
        {
            Assert.Throws<InvalidOperationException>(() => Train(optimizer, options, batches));
        }

        Assert.Equal(expected, Train(optimizer, options, int.MaxValue));
    }

    [Fact]
    public void Gives_the_same_bits_with_two_threads()
    {
        using NetworkEngine one = Create(Stochastic);
        using NetworkEngine two = Create(Stochastic, threads: 2);
        TrainingLoop.Run(one, Source(TwoMoons.Create(200, 1), 2), null, Options(5));
        TrainingLoop.Run(two, Source(TwoMoons.Create(200, 1), 2), null, Options(5));
        Assert.Equal(ToBytes(one), ToBytes(two));
    }

    [Fact]
    public void Refuses_the_checkpoint_of_other_starting_parameters()
    {
        TrainingOptions options = Options(2) with { CheckpointPath = Checkpoint };
        using NetworkEngine first = Create(Small);
        TrainingLoop.Run(first, Source(TwoMoons.Create(200, 1), 2), null, options);
        using NetworkEngine other = Create(Small, seed: 8);
        CheckpointException exception = Assert.Throws<CheckpointException>(
            () => TrainingLoop.Run(other, Source(TwoMoons.Create(200, 1), 2), null, options));
        Assert.Contains("is the checkpoint of another training: its model (start) is ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_neuron_on_unscaled_inputs_diverges_with_a_message_and_keeps_finite_parameters()
    {
        Dataset<float> data = TwoMoons.Create(200, 1);
        float[] features = data.Features.ToArray();
        for (int i = 0; i < features.Length; i++)
        {
            features[i] *= 1e6f;
        }

        using NetworkEngine engine = Create(Small with { Neuron = new SkipNeuron(80) }, new Sgd());
        TrainingResult result = TrainingLoop.Run(
            engine, Source(data with { Features = features }, 2), null, Options(20) with { LearningRate = new Constant(1) });
        Assert.Equal(StopReason.Diverged, result.Reason);
        Assert.Contains("exponential neuron", result.Message, StringComparison.Ordinal);
        Assert.Contains("standardise the features", result.Message, StringComparison.Ordinal);
        Assert.All(engine.Network.Parameters.ToArray(), p => Assert.True(float.IsFinite(p)));
    }

    [Fact]
    public void A_scale_that_falls_while_the_neuron_diverges_is_no_reason_to_stop_and_says_so()
    {
        // A linear network cannot learn exclusive or, so the neuron has to: its exponent grows, and the penalty makes its scale fall.
        Dataset<float> data = new() { Features = new float[] { -1, -1, -1, 1, 1, -1, 1, 1 }, Targets = new float[] { 1, -1, -1, 1 }, Rows = 4 };
        NetworkDefinition linear = new() { Input = Shape.Vector(2), Layers = [new Dense(1, new Identity())], Neuron = new SkipNeuron() };
        using NetworkEngine engine = new(
            Network<float>.Create(linear, 1), new PolynomialHinge(3), new Regularization(), new Adam(), new EngineOptions());
        engine.Network.Parameters[engine.Network.Layout.FindNeuron(ParameterRole.NeuronScale)!.Offset] = 1;
        TrainingResult result = TrainingLoop.Run(engine, Source(data, 1), null, Options(3000) with
        {
            BatchSize = 4,
            EarlyStopping = new EarlyStopping { Patience = 3000, Monitor = MonitoredFigure.NeuronScale },
        });
        (Evaluation best, Evaluation last) = (result.History[result.BestEpoch - 1].Training!, result.History[^1].Training!);
        Assert.True(Math.Abs(last.Neuron!.Scale) < Math.Abs(best.Neuron!.Scale), $"{last.Neuron} against {best.Neuron}");
        Assert.True(last.BaseLoss > 10 * last.Loss && last.Neuron.LargestTerm > 1);
        Assert.Contains("the neuron diverges while its scale vanishes, which does not show a minimum.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_model_predicts_the_same_bits()
    {
        using NetworkEngine engine = Create(Stochastic);
        TrainingLoop.Run(engine, Source(TwoMoons.Create(200, 1), 2), null, Options(3));
        string path = Path.Combine(folder, "model");
        ModelFile.Write(path, new SavedModel
        {
            Network = engine.Network.Definition,
            Parameters = engine.Network.Parameters.ToArray(),
            State = engine.Network.State.ToArray(),
            Loss = new PolynomialHinge(3),
            Task = LearningTask.Binary,
        });
        SavedModel read = ModelFile.Read(path);
        float[] rows = TwoMoons.Create(50, 9).Features.ToArray();
        Assert.Equal(
            Predict(engine.Network, rows), Predict(Network<float>.FromParameters(read.Network, read.Parameters, read.State), rows));
    }

    [Fact]
    public void Steps_allocate_nothing() => Assert.InRange(Allocated(steps: 500) - Allocated(steps: 5), -2000, 2000);

    [Fact]
    public void Quasi_Newton_reaches_a_critical_point_of_a_smooth_network()
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(2),
            Layers = [new Dense(6, new Tanh()), new Dense(1, new Identity())],
        };
        Network<double> network = Network<double>.Create(definition, 3);
        NetworkObjective objective = new(
            network, new Logistic(), new Regularization { L2 = 1e-3 }, TwoMoons.Create(100, 1).Convert<double>());
        double[] start = network.Parameters.ToArray();
        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs { GradientTolerance = 1e-7 }.Minimize(objective, start);
        Assert.Equal(LimitedMemoryBfgsStop.Converged, result.Reason);
        Assert.InRange(result.GradientNorm, 0, 1e-7);
        Assert.True(result.Value < objective.Value(start) / 2);
        Assert.Equal(result.Value, objective.Value(result.Parameters), 1e-15);
    }

    private static TrainingOptions Options(int epochs) => new() { Epochs = epochs, BatchSize = 32, LearningRate = new Constant(0.01) };

    private static InMemoryBatchSource Source(Dataset<float> data, long? shuffleSeed) => new(data, shuffleSeed);

    private static NetworkEngine Create(NetworkDefinition definition, Optimizer? optimizer = null, int threads = 1, long seed = 7) => new(
        Network<float>.Create(definition, seed),
        new PolynomialHinge(3),
        new Regularization { L2 = 1e-4 },
        optimizer ?? new Adam(),
        new EngineOptions { Threads = threads, Seed = 5 });

    private static byte[] Train(Optimizer optimizer, TrainingOptions options, int batches)
    {
        using NetworkEngine engine = Create(Stochastic, optimizer);
        KilledSource training = new(Source(TwoMoons.Create(100, 1), 2), batches);
        TrainingLoop.Run(engine, training, Source(TwoMoons.Create(60, 3), null), options);
        return ToBytes(engine);
    }

    private static byte[] ToBytes(NetworkEngine engine)
    {
        using MemoryStream stream = new();
        engine.Save(stream);
        return stream.ToArray();
    }

    private static float[] Predict(Network<float> network, float[] rows)
    {
        float[] outputs = new float[rows.Length / 2];
        new Predictor<float>(network).Predict(rows, outputs);
        return outputs;
    }

    private static long Allocated(int steps)
    {
        using NetworkEngine engine = Create(Stochastic);
        InMemoryBatchSource source = Source(TwoMoons.Create(32 * steps, 1), null);
        TrainingOptions options = Options(1) with { EvaluateTrainingData = false };
        return AllocatedBytes.Least(() => TrainingLoop.Run(engine, source, null, options));
    }
}
