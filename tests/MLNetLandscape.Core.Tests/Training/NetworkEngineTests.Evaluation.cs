using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <content>The figures of evaluations.</content>
public sealed partial class NetworkEngineTests
{
    [Fact]
    public void An_evaluation_has_the_figures_of_the_double_objective()
    {
        using NetworkEngine engine = Create("dense", 1);
        Dataset<double> data = Data("dense", 1500);
        Evaluation actual = Evaluate(engine, new InMemoryBatchSource(data.Convert<float>(), shuffleSeed: null));
        Network<double> network = engine.Network.Convert<double>();
        Evaluation expected = new NetworkObjective(network, new PolynomialHinge(), Penalties, data).Evaluate(network.Parameters);
        Assert.Equal(expected.Objective, actual.Objective, 1e-5);
        Assert.Equal(expected.Loss, actual.Loss, 1e-5);
        Assert.Equal(expected.BaseLoss, actual.BaseLoss, 1e-5);
        Assert.Equal(expected.Metric, actual.Metric, 1e-6);
        Assert.Equal(1500, actual.Rows);
        Assert.Equal(expected.Neuron!.LargestTerm, actual.Neuron!.LargestTerm, 1e-5);
    }

    [Fact]
    public void The_base_loss_is_the_stripped_networks_loss()
    {
        foreach (string name in new[] { "dense", "layerwise", "loss factor" })
        {
            using NetworkEngine engine = Create(name, 1);
            InMemoryBatchSource source = new(Data(name, 90).Convert<float>(), shuffleSeed: null);
            for (int i = 0; i < 3; i++)
            {
                engine.TakeStep(BatchOf(name, 90), 1e-2);
            }

            using NetworkEngine plain = new(engine.Network.Stripped(), LossOf(name), Penalties, new Adam(), new EngineOptions());
            Evaluation whole = Evaluate(engine, source);
            Assert.Equal(Evaluate(plain, source).Loss, whole.BaseLoss, 1e-6);
            Assert.Equal(name == "loss factor", whole.Loss == whole.BaseLoss);
        }
    }

    [Fact]
    public void Metrics_follow_the_kind_of_target()
    {
        NetworkDefinition definition = new() { Input = Shape.Vector(2), Layers = [new Dense(2, new Identity())] };
        Network<float> identity = Network<float>.FromParameters(definition, [1, 0, 0, 1, 0, 0], []);
        float[] rows = [2, 1, 0, 3, 1, 1, -1, 4];

        using NetworkEngine softmax = new(identity, new SoftmaxCrossEntropy(), new Regularization(), new Adam(), new EngineOptions());
        Dataset<float> classes = new() { Rows = 4, Features = rows, Targets = new float[] { 0, 1, 1, 0 }, Weights = new float[] { 1, 2, 4, 8 } };
        Assert.Equal(Metric.Accuracy, softmax.Metric);
        Assert.Equal(3.0 / 15, Evaluate(softmax, new InMemoryBatchSource(classes, null)).Metric, 1e-12);

        using NetworkEngine squared = new(identity, new Squared(), new Regularization(), new Adam(), new EngineOptions());
        Dataset<float> reals = new() { Rows = 4, Features = rows, Targets = new float[] { 2, 1, 0, 3, 1, 1, 3, 1 } };
        Assert.Equal(Metric.RootMeanSquaredError, squared.Metric);
        Assert.Equal(Math.Sqrt((16 + 9) / 8.0), Evaluate(squared, new InMemoryBatchSource(reals, null)).Metric, 1e-6);

        NetworkDefinition one = new() { Input = Shape.Vector(2), Layers = [new Dense(1, new Identity())] };
        using NetworkEngine hinge = new(
            Network<float>.FromParameters(one, [1, -1, 0], []), new PolynomialHinge(), new Regularization(), new Adam(), new EngineOptions());
        Dataset<float> signs = new() { Rows = 4, Features = rows, Targets = new float[] { 1, -1, 1, 1 } };
        Assert.Equal(0.5, Evaluate(hinge, new InMemoryBatchSource(signs, null)).Metric);
    }

    [Fact]
    public void Clamped_exponents_are_counted()
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(1),
            Layers = [new Dense(1, new Identity())],
            Neuron = new SkipNeuron(MaximumExponent: 2),
        };
        Network<float> network = Network<float>.FromParameters(definition, [0, 0, /* a, w, b */ 0.1f, 1, 0], []);
        using NetworkEngine engine = new(network, new PolynomialHinge(), Penalties, new Sgd(), new EngineOptions());
        Dataset<float> data = new() { Rows = 4, Features = new float[] { 1, 2, 3, 4 }, Targets = new float[] { 1, 1, 1, 1 } };
        Evaluation evaluation = Evaluate(engine, new InMemoryBatchSource(data, null));
        Assert.Equal(2, evaluation.Neuron!.ClampedExponents);
        Assert.Equal(0.1 * Math.Exp(2), evaluation.Neuron.LargestTerm, 1e-6);
        Batch<float> batch = new(4, 1, 1) { Rows = 4 };
        data.Features.Span.CopyTo(batch.Features);
        data.Targets.Span.CopyTo(batch.Targets);
        batch.Weights.Fill(1);
        Assert.Equal(2, engine.TakeStep(batch, 0.1).ClampedExponents);
    }

    [Theory]
    [InlineData(1.9f, 0)]
    [InlineData(2.1f, 1)]
    public void A_loss_factor_counts_as_one_exponent(float bias, int clamped)
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(1),
            Layers = [new Dense(1, new Identity())],
            Neuron = new LossFactorNeuron(MaximumExponent: 2),
        };
        using NetworkEngine engine = new(
            Network<float>.FromParameters(definition, [0, 0, /* a, b */ 0.1f, bias], []), new PolynomialHinge(), Penalties, new Sgd(), new EngineOptions());
        Batch<float> batch = new(3, 1, 1) { Rows = 3 };
        batch.Features.Fill(1);
        batch.Targets.Fill(1);
        batch.Weights.Fill(1);
        Assert.Equal(clamped, engine.TakeStep(batch, 0.1).ClampedExponents);
    }

    private static Evaluation Evaluate(NetworkEngine engine, InMemoryBatchSource source) =>
        engine.Evaluate(source, TestContext.Current.CancellationToken);
}
