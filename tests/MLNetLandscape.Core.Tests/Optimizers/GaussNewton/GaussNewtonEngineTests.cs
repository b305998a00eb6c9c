using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers.GaussNewton;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Layers;
using MLNetLandscape.Core.Tests.Training;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Optimizers.GaussNewton;

public sealed class GaussNewtonEngineTests : IDisposable
{
    private static readonly NetworkDefinition Small = new()
    {
        Input = Shape.Vector(2),
        Layers = [new Dense(7, new Tanh()), new Dense(1, new Identity())],
    };

    private readonly string folder = Directory.CreateTempSubdirectory("landscape-gauss-newton").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_step_is_that_of_PyTorch()
    {
        NetworkDefinition definition = new() { Input = Shape.Vector(3), Layers = [new Dense(4, new Tanh()), new Dense(3, new Identity())] };
        double[] start = [.. Sequence.Of(31, 37, 101).Select(p => 2 * p)];
        Network<double> network = Network<double>.FromParameters(definition, start, []);
        using GaussNewtonEngine engine = new(
            network, new SoftmaxCrossEntropy(), new Regularization { L2 = 0.01 }, new ExactGaussNewton(), new GaussNewtonOptions { Damping = 0.3 });
        StepResult step = engine.TakeStep(Rows(), learningRate: 0.5);

        // PyTorch 1.13 in double precision: G from the Jacobian of the logits and diag(p) - p p', plus 0.01 on weights; d from torch.linalg.solve(G + 0.3 I, g).
        GaussNewtonReport report = engine.LastStep!;
        Assert.Equal(1.4217198300679788, step.Objective, 1e-14);
        Assert.Equal(0.7265695997390927, step.GradientNorm, 1e-14);
        Assert.Equal(0.5, report.StepSize, 1e-13);
        Assert.Equal(1.1030822042401611, report.NewObjective, 1e-14);
        Assert.Equal(0.9801388068197169, report.ReductionRatio, 1e-12);
        Assert.Equal(0.20358497098395717, Sequence.Digest(network.Parameters), 1e-13);
        Assert.Equal(0.3 * 0.95, engine.Damping, 1e-15);
    }

    [Fact]
    public void Solves_least_squares_in_one_step()
    {
        using GaussNewtonEngine engine = LeastSquares(out Dataset<float> data, new GaussNewtonOptions { Damping = 1e-12 });
        TrainingLoop.Run(engine, new InMemoryBatchSource(data, null), null, Options(1, 20));
        NetworkObjective objective = new(engine.Network, new Squared(), new Regularization { L2 = 0.1 }, data.Convert<double>());
        double[] gradient = new double[objective.Dimension];
        objective.Gradient(engine.Network.Parameters, gradient);
        Assert.All(gradient, entry => Assert.InRange(entry, -1e-11, 1e-11));
        Assert.Equal(1, engine.LastStep!.ReductionRatio, 1e-9);
    }

    [Fact]
    public void At_the_minimum_the_damping_stays_finite_and_the_state_loads()
    {
        GaussNewtonOptions options = new() { DampingRatio = 1e-3, MostDamping = 1e9 };
        using GaussNewtonEngine engine = LeastSquares(out Dataset<float> data, options);
        TrainingLoop.Run(engine, new InMemoryBatchSource(data, null), null, Options(400, 20));
        Assert.Equal(1e9, engine.Damping);
        using MemoryStream state = new();
        engine.Save(state);
        state.Position = 0;
        using GaussNewtonEngine loaded = LeastSquares(out _, options);
        loaded.Load(state);
        Assert.Equal(1e9, loaded.Damping);
    }

    [Fact]
    public void With_all_rows_in_a_batch_training_is_monotone_and_reaches_zero_loss_on_a_teachers_data()
    {
        Dataset<float> data = Taught(rows: 60);
        using GaussNewtonEngine engine = Create(Network<double>.Create(Small, 3), new GaussNewtonOptions { DampingRatio = 0.5 });
        TrainingResult result = TrainingLoop.Run(engine, new InMemoryBatchSource(data, 1), null, Options(150, 60));
        double[] objectives = [.. result.History.Select(record => record.Training!.Objective)];
        Assert.All(objectives.Zip(objectives.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-18, $"{pair.Second} after {pair.First}"));

        // Targets are single-precision numbers: their rounding, 3e-8 of a number of order 1, leaves about 1e-15.
        Assert.InRange(objectives[^1], 0, 1e-13);
    }

    [Fact]
    public void Takes_networks_with_a_skip_neuron()
    {
        using GaussNewtonEngine engine = new(
            Network<double>.Create(Small with { Neuron = new SkipNeuron() }, 3),
            new PolynomialHinge(3),
            new Regularization { Lambda = 0.1 },
            new ExactGaussNewton(),
            new GaussNewtonOptions { DampingRatio = 0.5 });
        TrainingResult result = TrainingLoop.Run(engine, new InMemoryBatchSource(TwoMoons.Create(100, 1), 1), null, Options(60, 100));
        Assert.InRange(result.History[^1].Training!.Objective, 0, 0.01);
        Assert.NotNull(result.History[^1].Training!.Neuron);
    }

    [Fact]
    public void Gives_a_step_up_that_would_raise_the_objective()
    {
        // A learning rate of 50 overshoots a quadratic however much it is damped.
        NetworkDefinition linear = new() { Input = Shape.Vector(2), Layers = [new Dense(1, new Identity())] };
        Network<double> network = Network<double>.Create(linear, 1);
        double[] before = network.Parameters.ToArray();
        using GaussNewtonEngine engine = Create(network, new GaussNewtonOptions { Damping = 1e-6, Retries = 2 });
        engine.TakeStep(FirstBatch(Taught(20)), learningRate: 50);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal(0, engine.LastStep!.StepSize);
        Assert.Equal(engine.LastStep.Objective, engine.LastStep.NewObjective);
        Assert.Equal(1e-6 * 64, engine.Damping, 1e-18);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Killed_and_resumed_ends_with_the_bits_of_the_uninterrupted_training(int interval)
    {
        TrainingOptions options = Options(6, 16) with { EarlyStopping = new EarlyStopping { Patience = 3 } };
        byte[] expected = Train(options, interval, int.MaxValue);
        options = options with { CheckpointPath = Path.Combine(folder, $"checkpoint{interval}") };
        foreach (int batches in new[] { 9, 3, 11 })
        {
            Assert.Throws<InvalidOperationException>(() => Train(options, interval, batches));
        }

        Assert.Equal(expected, Train(options, interval, int.MaxValue));
    }

    [Fact]
    public void Threads_change_no_bit() => Assert.Equal(Train(Options(3, 16), 1, int.MaxValue), Train(Options(3, 16), 1, int.MaxValue, threads: 3));

    [Fact]
    public void Restores_a_snapshot()
    {
        using GaussNewtonEngine engine = Create(Network<double>.Create(Small, 3), new GaussNewtonOptions());
        double[] before = engine.Network.Parameters.ToArray();
        IModelSnapshot snapshot = engine.Snapshot();
        engine.TakeStep(FirstBatch(Taught(20)), 1);
        Assert.NotEqual(before, engine.Network.Parameters.ToArray());
        engine.Restore(snapshot);
        Assert.Equal(before, engine.Network.Parameters.ToArray());
    }

    [Fact]
    public void Refuses_a_greatest_damping_that_is_not_finite() => Assert.Equal(
        "MostDamping must be positive and finite, but was Infinity. (Parameter 'MostDamping')",
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussNewtonOptions { MostDamping = double.PositiveInfinity }).Message);

    [Fact]
    public void Refuses_an_L1_penalty()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new GaussNewtonEngine(
            Network<double>.Create(Small, 1), new Squared(), new Regularization { L1 = 0.1 }, new ExactGaussNewton(), new GaussNewtonOptions()));
        Assert.Equal(
            "Gauss-Newton steps need penalties with second derivatives, but L1 is 0.1. Use L2, or a first-order optimizer. (Parameter 'regularization')", exception.Message);
    }

    [Fact]
    public void Refuses_a_loss_factor()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => Create(Network<double>.Create(Small with { Neuron = new LossFactorNeuron() }, 1), new GaussNewtonOptions()));
        Assert.Equal(
            "A loss-factor neuron multiplies the loss, so the objective has no Gauss-Newton matrix. Train the stripped network, or use a first-order optimizer. (Parameter 'definition')",
            exception.Message);
    }

    [Fact]
    public void Refuses_an_exact_matrix_of_a_large_network()
    {
        NetworkDefinition large = new() { Input = Shape.Vector(400), Layers = [new Dense(10, new Identity())] };
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Create(Network<double>.Create(large, 1), new GaussNewtonOptions()));
        Assert.Equal(
            "The exact Gauss-Newton matrix takes networks of at most 4000 parameters, but this one has 4010. Use KFRA, which factors it. (Parameter 'network')",
            exception.Message);
    }

    [Fact]
    public void Refuses_a_damaged_state()
    {
        using GaussNewtonEngine engine = Create(Network<double>.Create(Small, 1), new GaussNewtonOptions());
        using MemoryStream stream = new();
        engine.Save(stream);
        using MemoryStream cut = new(stream.ToArray()[..^1]);
        Assert.Equal(
            "The state ends within the optimizer's: it was cut off.", Assert.Throws<InvalidDataException>(() => engine.Load(cut)).Message);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "NaN")]
    public void Refuses_a_damping_that_is_not_positive(double damping, string shown)
    {
        ArgumentException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new GaussNewtonOptions { Damping = damping });
        Assert.Equal($"Damping must be positive and finite, but was {shown}. (Parameter 'Damping')", exception.Message);
    }

    private static TrainingOptions Options(int epochs, int batchSize) => new() { Epochs = epochs, BatchSize = batchSize, LearningRate = new Constant(1) };

    private static GaussNewtonEngine Create(Network<double> network, GaussNewtonOptions options) =>
        new(network, new Squared(), new Regularization(), new ExactGaussNewton(), options);

    private static GaussNewtonEngine LeastSquares(out Dataset<float> data, GaussNewtonOptions options)
    {
        NetworkDefinition linear = new() { Input = Shape.Vector(3), Layers = [new Dense(2, new Identity())] };
        data = new Dataset<float>
        {
            Features = Sequence.Of(60, 29, 83).Select(x => (float)x).ToArray(),
            Targets = Sequence.Of(40, 31, 89).Select(x => (float)x).ToArray(),
            Rows = 20,
        };
        return new(Network<double>.Create(linear, 1), new Squared(), new Regularization { L2 = 0.1 }, new ExactGaussNewton(), options);
    }

    private static byte[] Train(TrainingOptions options, int interval, int batches, int threads = 1)
    {
        using GaussNewtonEngine engine = Create(
            Network<double>.Create(Small, 3), new GaussNewtonOptions { CurvatureInterval = interval, Threads = threads, Damping = 0.1 });
        TrainingLoop.Run(engine, new KilledSource(new InMemoryBatchSource(Taught(60), 2), batches), new InMemoryBatchSource(Taught(30), null), options);
        using MemoryStream stream = new();
        engine.Save(stream);
        return stream.ToArray();
    }

    private static Batch<float> Rows()
    {
        Batch<float> batch = new(7, 3, 1) { Rows = 7 };
        for (int i = 0; i < 21; i++)
        {
            batch.Features[i] = (i * 29 % 83 / 64f) - 0.5f;
        }

        for (int i = 0; i < 7; i++)
        {
            (batch.Targets[i], batch.Weights[i]) = (i * i % 3, 1);
        }

        return batch;
    }

    private static Batch<float> FirstBatch(Dataset<float> data)
    {
        Batch<float> batch = new(data.Rows, data.FeatureCount, data.TargetWidth);
        using IBatchReader reader = new InMemoryBatchSource(data, null).Open(0);
        reader.Read(batch);
        return batch;
    }

    /// <summary>Inputs, and the outputs of a network of three units.</summary>
    private static Dataset<float> Taught(int rows)
    {
        NetworkDefinition definition = Small with { Layers = [new Dense(3, new Tanh()), new Dense(1, new Identity())] };
        Network<float> teacher = Network<float>.Create(definition, 11);
        float[] features = [.. Sequence.Of(2 * rows, 29, 997).Select(x => (float)(3 * x))];
        float[] targets = new float[rows];
        using Predictor<float> predictor = new(teacher);
        predictor.Predict(features, targets);
        return new Dataset<float> { Features = features, Targets = targets, Rows = rows };
    }
}
