using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature.Kronecker;
using MLNetLandscape.Analysis.Optimization;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Optimizers.GaussNewton;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tests;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Analysis.Tests.Optimization;

public sealed class KfraPreconditionerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("landscape-kfra").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Its_fingerprint_is_the_same_on_machines_of_any_culture() =>
        Assert.Equal("kfra, decay 0.95", ForeignCulture.Run(() => new KfraPreconditioner(0.95).Fingerprint));

    [Fact]
    public void A_step_is_that_of_PyTorch()
    {
        double[] start = [.. Numbers(31, 37, 101, 101).Select(p => 2 * p)];
        Network<double> network = Network<double>.FromParameters(Problem.Dense([3, 4, 3], new Tanh()), start, []);
        using GaussNewtonEngine engine = new(
            network, new SoftmaxCrossEntropy(), new Regularization { L2 = 0.01 }, new KfraPreconditioner(), new GaussNewtonOptions { Damping = 0.3 });
        engine.TakeStep(Rows(), learningRate: 0.5);

        // PyTorch 1.13 in double precision: factors by the recursion written out, directions by torch.linalg.inv of both damped factors, alpha by G from the Jacobian.
        GaussNewtonReport report = engine.LastStep!;
        Assert.Equal(1.4217198300679788, report.Objective, 1e-14);
        Assert.Equal(1.1112676087739919, report.StepSize, 1e-13);
        Assert.Equal(1.119194242442935, report.NewObjective, 1e-14);
        Assert.Equal(1.003975923040012, report.ReductionRatio, 1e-12);
        Assert.Equal(0.12841472843092105, Digest(network.Parameters), 1e-13);
    }

    [Theory]
    [InlineData(1, "tanh")]
    [InlineData(25, "identity")]
    public void Where_the_factors_are_exact_the_direction_solves_with_the_damped_block(int rows, string activation)
    {
        // One row, or a linear network with squared loss: EG (x) Q is the block, so a dense solution with it, damped alike, is the oracle.
        Problem problem = Problem.Random(Problem.Dense([3, 5, 2], activation == "tanh" ? new Tanh() : new Identity()), new Squared(), rows, seed: 4);
        GaussNewtonProbe probe = new(problem, new KfraPreconditioner());
        KfraOperator factors = new(problem.Objective, problem.Parameters);
        const double Damping = 0.07;
        double root = Math.Sqrt(Damping);
        foreach (KroneckerFactors layer in factors.Factors)
        {
            Matrix<double> q = Matrix<double>.Build.Dense(layer.Columns, layer.Columns, layer.InputFactor.ToArray());
            Matrix<double> g = Matrix<double>.Build.Dense(layer.Units, layer.Units, layer.OutputFactor.ToArray());
            double omega = Math.Sqrt(q.Trace() / layer.Columns / (g.Trace() / layer.Units));
            Matrix<double> damped = (g + (root / omega * Matrix<double>.Build.DenseIdentity(layer.Units)))
                .KroneckerProduct(q + (omega * root * Matrix<double>.Build.DenseIdentity(layer.Columns)));
            double[] right = new double[layer.Dimension];
            layer.Join(probe.Gradient.AsSpan(layer.Block.Offset, layer.Block.Length), right);
            Vector<double> expected = damped.LU().Solve(Vector<double>.Build.Dense(right));
            double[] actual = new double[layer.Dimension];
            layer.Join(probe.Solve(Damping).AsSpan(layer.Block.Offset, layer.Block.Length), actual);
            double scale = expected.AbsoluteMaximum();
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-11 * scale));
        }
    }

    [Fact]
    public void Solves_linear_least_squares_in_one_step()
    {
        // The block of the only layer is the whole matrix, and exact at any number of rows.
        Dataset<float> data = Data(rows: 30);
        using GaussNewtonEngine engine = new(
            Network<double>.Create(Problem.Dense([3, 2], new Identity()), 1),
            new Squared(),
            new Regularization(),
            new KfraPreconditioner(),
            new GaussNewtonOptions { Damping = 1e-24, LeastDamping = 1e-24 });
        TrainingLoop.Run(engine, new InMemoryBatchSource(data, null), null, Options(1, 30));
        NetworkObjective objective = new(engine.Network, new Squared(), new Regularization(), data.Convert<double>());
        double[] gradient = new double[objective.Dimension];
        objective.Gradient(engine.Network.Parameters, gradient);
        Assert.All(gradient, entry => Assert.InRange(entry, -1e-10, 1e-10));
    }

    [Fact]
    public void In_as_many_steps_gets_below_gradient_descent_and_never_goes_up()
    {
        Dataset<float> data = Data(rows: 40);
        using GaussNewtonEngine engine = new(
            Network<double>.Create(Problem.Dense([3, 12, 8, 2], new Tanh()), 2),
            new Squared(),
            new Regularization(),
            new KfraPreconditioner(),
            new GaussNewtonOptions { DampingRatio = 0.7 });
        TrainingResult result = TrainingLoop.Run(engine, new InMemoryBatchSource(data, 1), null, Options(200, 40));
        double[] values = [.. result.History.Select(record => record.Training!.Objective)];
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.Second <= pair.First * (1 + 1e-12), $"{pair.Second} after {pair.First}"));
        double descent = new[] { 0.03, 0.1, 0.3, 1 }.Min(rate => Descend(data, rate, steps: 200));
        Assert.True(values[^1] < descent / 2, $"{values[^1]} against {descent} by gradient descent at its best rate");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void Killed_and_resumed_ends_with_the_bits_of_the_uninterrupted_training(double decay)
    {
        TrainingOptions options = Options(5, 16);
        byte[] expected = Train(options, decay);
        options = options with { CheckpointPath = Path.Combine(folder, $"checkpoint{decay}") };
        using CancellationTokenSource source = new();
        Train(options, decay, source, afterEpochs: 2);
        Assert.Equal(expected, Train(options, decay));
    }

    [Fact]
    public void Refuses_a_neuron()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new GaussNewtonEngine(
            Network<double>.Create(Problem.Dense([3, 4, 1], new Tanh(), new SkipNeuron()), 1),
            new Logistic(),
            new Regularization(),
            new KfraPreconditioner(),
            new GaussNewtonOptions()));
        Assert.Equal(
            "KFRA has no factors for the parameters of a SkipNeuron. Use ExactGaussNewton, or train the stripped network. (Parameter 'network')", exception.Message);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(-0.5, "-0.5")]
    public void Refuses_a_decay_out_of_range(double decay, string shown)
    {
        ArgumentException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new KfraPreconditioner(decay));
        Assert.Equal($"decay must be at least 0 and below 1, but was {shown}. 0 takes each batch's factors alone. (Parameter 'decay')", exception.Message);
    }

    [Fact]
    public void Refuses_the_state_of_another_network()
    {
        using GaussNewtonEngine engine = Create(0.9, Problem.Dense([3, 4, 2], new Tanh()));
        engine.TakeStep(First(Data(16)), 1);
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            KfraPreconditioner method = new(0.9);
            using GaussNewtonEngine other = new(
                Network<double>.Create(Problem.Dense([3, 5, 2], new Tanh()), 1), new Squared(), new Regularization(), method, new GaussNewtonOptions());
            other.TakeStep(First(Data(16)), 1);
            method.Save(writer);
        }

        KfraPreconditioner reading = new(0.9);
        reading.Check(engine.Network, new Squared());
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        Assert.Equal(
            "The optimizer state has a factor of 25 numbers, but this model's has 16. It belongs to another network.",
            Assert.Throws<InvalidDataException>(() => reading.Load(reader)).Message);
    }

    private static double Descend(Dataset<float> data, double rate, int steps)
    {
        Network<float> network = Network<double>.Create(Problem.Dense([3, 12, 8, 2], new Tanh()), 2).Convert<float>();
        using NetworkEngine engine = new(network, new Squared(), new Regularization(), new Sgd(), new EngineOptions());
        TrainingOptions options = Options(steps, data.Rows) with { LearningRate = new Constant(rate) };
        TrainingResult result = TrainingLoop.Run(engine, new InMemoryBatchSource(data, 1), null, options);
        return result.History[^1].Training!.Objective;
    }

    private static TrainingOptions Options(int epochs, int batchSize) => new() { Epochs = epochs, BatchSize = batchSize, LearningRate = new Constant(1) };

    private static GaussNewtonEngine Create(double decay, NetworkDefinition definition) => new(
        Network<double>.Create(definition, 3),
        new Squared(),
        new Regularization { L2 = 1e-3 },
        new KfraPreconditioner(decay),
        new GaussNewtonOptions { CurvatureInterval = 2 });

    private static byte[] Train(TrainingOptions options, double decay, CancellationTokenSource? source = null, int afterEpochs = 0)
    {
        using GaussNewtonEngine engine = Create(decay, Problem.Dense([3, 6, 2], new Tanh()));
        CancelAfter progress = new(source, afterEpochs);
        TrainingLoop.Run(engine, new InMemoryBatchSource(Data(70), 2), null, options, progress, source?.Token ?? default);
        using MemoryStream stream = new();
        engine.Save(stream);
        return stream.ToArray();
    }

    private static double[] Numbers(int count, int factor, int modulus, double divisor) =>
        [.. Enumerable.Range(0, count).Select(i => (i * factor % modulus / divisor) - 0.5)];

    private static double Digest(ReadOnlySpan<double> values)
    {
        double[] weights = Numbers(values.Length, 17, 71, 71);
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i] * weights[i];
        }

        return sum;
    }

    private static Dataset<float> Data(int rows) => new()
    {
        Features = Enumerable.Range(1, 3 * rows).Select(i => (i * i * 331 % 997 / 250f) - 2).ToArray(),
        Targets = Enumerable.Range(1, 2 * rows).Select(i => (i * i * 47 % 89 / 40f) - 1).ToArray(),
        Rows = rows,
    };

    private static Batch<float> First(Dataset<float> data)
    {
        Batch<float> batch = new(data.Rows, data.FeatureCount, data.TargetWidth);
        using IBatchReader reader = new InMemoryBatchSource(data, null).Open(0);
        reader.Read(batch);
        return batch;
    }

    private static Batch<float> Rows()
    {
        Batch<float> batch = new(7, 3, 1) { Rows = 7 };
        Numbers(21, 29, 83, 64).Select(x => (float)x).ToArray().CopyTo(batch.Features);
        for (int i = 0; i < 7; i++)
        {
            (batch.Targets[i], batch.Weights[i]) = (i * i % 3, 1);
        }

        return batch;
    }

    /// <summary>Cancels after so many epochs, as a user does.</summary>
    private sealed class CancelAfter(CancellationTokenSource? source, int epochs) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value)
        {
            if (value.Record.Epoch == epochs)
            {
                source?.Cancel();
            }
        }
    }

    /// <summary>A method's direction at a problem's point, seen from outside: a recording method around it.</summary>
    private sealed class GaussNewtonProbe : ICurvaturePreconditioner
    {
        private readonly ICurvaturePreconditioner inner;

        public GaussNewtonProbe(Problem problem, ICurvaturePreconditioner inner)
        {
            this.inner = inner;
            Network<double> network = problem.Objective.CreateNetwork(problem.Parameters);
            Dataset<double> data = problem.Objective.Data;
            Dataset<float> rows = data.Convert<float>();
            Problem = problem;
            using GaussNewtonEngine engine = new(network, problem.Objective.Loss, new Regularization(), this, new GaussNewtonOptions { Retries = 0 });
            engine.TakeStep(First(rows), 1);
        }

        public string Fingerprint => "probe";

        public double[] Gradient { get; private set; } = [];

        private Problem Problem { get; }

        public void Check(Network<double> network, Loss loss) => inner.Check(network, loss);

        public void Update(GaussNewtonBatch batch)
        {
            // The problem's own rows, in double precision.
            Problem.Objective.Data.Features.Span.CopyTo(batch.Rows.Features);
            Problem.Objective.Data.Targets.Span.CopyTo(batch.Rows.Targets);
            inner.Update(batch);
        }

        public bool TrySolve(ReadOnlySpan<double> gradient, double damping, Span<double> direction)
        {
            Gradient = gradient.ToArray();
            return inner.TrySolve(gradient, damping, direction);
        }

        public void Save(BinaryWriter writer)
        {
        }

        public void Load(BinaryReader reader)
        {
        }

        public double[] Solve(double damping)
        {
            double[] direction = new double[Gradient.Length];
            Assert.True(inner.TrySolve(Gradient, damping, direction));
            return direction;
        }
    }
}
