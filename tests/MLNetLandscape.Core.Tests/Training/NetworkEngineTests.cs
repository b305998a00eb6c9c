using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Objectives;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed partial class NetworkEngineTests
{
    private static readonly NetworkDefinition Dense = new()
    {
        Input = Shape.Vector(30),
        Layers = [new Dense(64, new Relu()), new Dense(32, new Relu()), new Dense(1, new Tanh())],
        Neuron = new SkipNeuron(),
    };

    private static readonly NetworkDefinition Convolutional = new()
    {
        Input = new Shape(3, 16, 16),
        Layers =
        [
            new Convolution2D(20, 3, 3, new Relu()) { Padding = Padding.Same },
            new BatchNormalization(),
            new MaxPooling2D(2),

            // Wide enough for Winograd's form.
            new Convolution2D(20, 3, 3, new Relu()) { Padding = Padding.Same },
            new Flatten(),
            new Dropout(0.3),
            new BatchNormalization(),
            new Dense(10, new Tanh()),
            new Dense(3, new Identity()),
        ],
        Neuron = new SkipNeuron(),
    };

    private static readonly NetworkDefinition Layerwise = Dense with { Neuron = new LayerwiseNeurons() };

    private static readonly NetworkDefinition LossFactor = Dense with { Neuron = new LossFactorNeuron() };

    public static TheoryData<string> Networks => ["dense", "convolutional", "layerwise", "loss factor"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_number_of_threads_changes_no_bit(string name)
    {
        (float[] parameters, Evaluation evaluation, StepResult step) = Train(name, threads: 1);
        for (int threads = 2; threads <= 3; threads++)
        {
            (float[] others, Evaluation other, StepResult otherStep) = Train(name, threads);
            Assert.Equal(parameters, others);
            Assert.Equal(evaluation, other);
            Assert.Equal(step, otherStep);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_gradient_consumed_in_blocks_moves_as_the_whole_gradient_does(string name)
    {
        (float[] whole, _, _) = Train(name, threads: 1, clip: 1e30);
        for (int threads = 1; threads <= 3; threads++)
        {
            Assert.Equal(whole, Train(name, threads, clip: null).Parameters);
        }
    }

    [Theory]
    [InlineData("dense", 1)]
    [InlineData("dense", 2)]
    [InlineData("convolutional", 1)]
    [InlineData("convolutional", 2)]
    [InlineData("layerwise", 1)]
    [InlineData("loss factor", 2)]
    public void No_step_allocates_after_the_first(string name, int threads)
    {
        using NetworkEngine engine = Create(name, threads);
        Batch<float> batch = BatchOf(name, 128);
        engine.TakeStep(batch, 1e-3);
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                engine.TakeStep(batch, 1e-3);
            }
        }));
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("layerwise")]
    [InlineData("loss factor")]
    public void A_step_moves_along_the_gradient_of_the_double_objective(string name)
    {
        const double Rate = 0.01;
        using NetworkEngine engine = Create(name, 1, new Sgd(), clip: null);
        Batch<float> batch = BatchOf(name, 100);
        double[] before = engine.Network.Convert<double>().Parameters.ToArray();
        StepResult step = engine.TakeStep(batch, Rate);
        NetworkObjective objective = new(engine.Network.Convert<double>(), LossOf(name), Penalties, Data(name, 100));
        double[] gradient = new double[before.Length];
        Assert.Equal(objective.Gradient(before, gradient), step.Objective, 1e-5 * step.Objective);
        double largest = gradient.Max(Math.Abs);
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Equal(before[i] - (Rate * gradient[i]), engine.Network.Parameters[i], 1e-6 * (1 + (Rate * largest)));
        }
    }

    [Fact]
    public void Dropout_depends_on_epoch_and_step_alone()
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(30),
            Layers = [new Dense(64, new Relu()), new Dropout(0.5), new Dense(1, new Identity())],
        };
        StepResult[] First(int epoch)
        {
            using NetworkEngine engine = new(
                Network<float>.Create(definition, 1), new PolynomialHinge(), Penalties, new Sgd(), new EngineOptions { Seed = 5 });
            engine.BeginEpoch(epoch);
            return [engine.TakeStep(BatchOf("dense", 32), 1e-9), engine.TakeStep(BatchOf("dense", 32), 1e-9)];
        }

        Assert.Equal(First(2).Select(step => step.Objective), First(2).Select(step => step.Objective));
        Assert.NotEqual(First(2)[0].Objective, First(3)[0].Objective);
        Assert.NotEqual(First(2)[0].Objective, First(2)[1].Objective, 1e-6);
    }

    [Fact]
    public void Refuses_data_of_other_widths()
    {
        using NetworkEngine engine = Create("dense", 1);
        Dataset<float> data = new() { Rows = 1, Features = new float[] { 1, 2 }, Targets = new float[] { 1 } };
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Evaluate(engine, new InMemoryBatchSource(data, null)));
        Assert.Equal("The network takes 30 features, but the data has 2. Use the columns that the network was made for.", exception.Message);
    }

    [Fact]
    public void Refuses_a_batch_without_weight()
    {
        using NetworkEngine engine = Create("dense", 1);
        Batch<float> batch = BatchOf("dense", 3);
        batch.Weights.Clear();
        ArgumentException exception = Assert.Throws<ArgumentException>(() => engine.TakeStep(batch, 0.1));
        Assert.Equal(
            "A batch needs rows of positive weight, but its 3 rows have a total weight of 0. Leave out rows of weight 0, or take larger batches. (Parameter 'batch')",
            exception.Message);
    }

    private static Regularization Penalties => new() { L1 = 1e-4, L2 = 1e-3, Lambda = 0.2 };

    private static NetworkDefinition DefinitionOf(string name) => name switch
    {
        "dense" => Dense,
        "convolutional" => Convolutional,
        "layerwise" => Layerwise,
        _ => LossFactor,
    };

    private static Loss LossOf(string name) => name == "convolutional" ? new SoftmaxCrossEntropy() : new PolynomialHinge();

    private static Dataset<double> Data(string name, int rows) => RandomProblem.Data(DefinitionOf(name), LossOf(name), rows);

    private static NetworkEngine Create(string name, int threads) => Create(name, threads, new Adam(), clip: null);

    private static NetworkEngine Create(string name, int threads, Optimizer optimizer, double? clip) => new(
        Network<float>.Create(DefinitionOf(name), seed: 2),
        LossOf(name),
        Penalties,
        optimizer,
        new EngineOptions { Threads = threads, GradientClipNorm = clip });

    private static Batch<float> BatchOf(string name, int rows)
    {
        Dataset<float> data = Data(name, rows).Convert<float>();
        Batch<float> batch = new(rows, data.FeatureCount, data.TargetWidth) { Rows = rows };
        data.Features.Span.CopyTo(batch.Features);
        data.Targets.Span.CopyTo(batch.Targets);
        data.Weights!.Value.Span.CopyTo(batch.Weights);
        return batch;
    }

    private static (float[] Parameters, Evaluation Evaluation, StepResult Step) Train(string name, int threads, double? clip = 10)
    {
        using NetworkEngine engine = Create(name, threads, new Adam(), clip);
        StepResult last = default;
        foreach (int rows in new[] { 128, 128, 100, 31, 128 })
        {
            last = engine.TakeStep(BatchOf(name, rows), 1e-3);
        }

        Evaluation evaluation = Evaluate(engine, new InMemoryBatchSource(Data(name, 300).Convert<float>(), shuffleSeed: null));
        return (engine.Network.Parameters.ToArray(), evaluation, last);
    }
}
