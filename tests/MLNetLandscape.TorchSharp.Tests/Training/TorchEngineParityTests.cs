using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Training;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Tests.Training;

/// <summary>The same weights, batches and optimizer: both engines go the same way.</summary>
public sealed class TorchEngineParityTests
{
    private static readonly Regularization Penalties = new() { L2 = 0.01 };

    private static readonly Dictionary<string, Optimizer> Optimizers = new(StringComparer.Ordinal)
    {
        ["adam"] = new Adam(),
        ["adamw"] = new AdamW(0.05),
        ["sgd"] = new Sgd(),
        ["momentum"] = new Sgd(0.9),
        ["nesterov"] = new Sgd(0.9, true),
        ["rmsprop"] = new RmsProp(),
        ["rmsprop with momentum"] = new RmsProp(0.95, 0.5),
    };

    public static TheoryData<string, string> AdamCases()
    {
        TheoryData<string, string> cases = [];
        foreach ((string loss, _, _) in Problem.Losses)
        {
            foreach ((string neuron, _) in Problem.Neurons)
            {
                cases.Add(loss, neuron);
            }
        }

        return cases;
    }

    public static TheoryData<string> OptimizerNames => [.. Optimizers.Keys];

    [Theory]
    [MemberData(nameof(AdamCases))]
    public void Ten_steps_of_Adam_stay_together(string loss, string neuron)
    {
        AssertStepsAgree(Problem.Dense(Problem.OutputsOf(loss), Problem.NeuronOf(neuron)), Problem.LossOf(loss), new Adam(), 1e-3, null);
        AssertStepsAgree(Problem.Convolutional(Problem.OutputsOf(loss), Problem.NeuronOf(neuron)), Problem.LossOf(loss), new Adam(), 1e-3, null);
    }

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void Ten_steps_of_every_optimizer_stay_together(string optimizer) =>
        AssertStepsAgree(Problem.Dense(1, Problem.NeuronOf("skip")), new PolynomialHinge(), Optimizers[optimizer], 1e-3, null);

    [Fact]
    public void Clipped_steps_stay_together() =>
        AssertStepsAgree(Problem.Dense(1, Problem.NeuronOf("skip")), new PolynomialHinge(), new Sgd(), 0.1, clipNorm: 0.3);

    [Theory]
    [MemberData(nameof(AdamCases))]
    public void Evaluations_agree_in_every_figure(string lossName, string neuron)
    {
        Loss loss = Problem.LossOf(lossName);
        int outputs = Problem.OutputsOf(lossName);
        Network<float> network = Network<float>.Create(Problem.Dense(outputs, Problem.NeuronOf(neuron)), seed: 4);
        using TensorModule module = CoreModules.Create(network);
        using NetworkEngine core = new(network, loss, Penalties, new Adam(), new EngineOptions());
        using TorchEngine torchEngine = new(module, [5], loss, Penalties, new Adam(), new TorchEngineOptions());
        InMemoryBatchSource source = new(Problem.Data(700, 5, loss, outputs, weighted: true), null);
        Evaluation expected = core.Evaluate(source);
        Evaluation actual = torchEngine.Evaluate(source);
        Assert.Equal(core.Metric, torchEngine.Metric);
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Loss, actual.Loss, 1e-5 * expected.Loss);
        Assert.Equal(expected.BaseLoss, actual.BaseLoss, 1e-5 * expected.BaseLoss);
        Assert.Equal(expected.Objective, actual.Objective, 1e-5 * expected.Objective);
        Assert.Equal(expected.Metric, actual.Metric, 1e-5);
        Assert.Equal(expected.Neuron is null, actual.Neuron is null);
        if (expected.Neuron is { } trace)
        {
            Assert.Equal(trace.Scale, actual.Neuron!.Scale, 1e-6);
            Assert.Equal(trace.Bias, actual.Neuron.Bias, 1e-6);
            Assert.Equal(trace.WeightNorm, actual.Neuron.WeightNorm, 1e-6);
            Assert.Equal(trace.LargestTerm, actual.Neuron.LargestTerm, 1e-5 * trace.LargestTerm);
            Assert.Equal(trace.ClampedExponents, actual.Neuron.ClampedExponents);
        }
    }

    [Fact]
    public void Clamped_exponents_are_counted_as_by_the_core()
    {
        Network<float> network = Network<float>.Create(Problem.Dense(1, new Core.Neurons.SkipNeuron(0.01)), seed: 4);
        using TensorModule module = CoreModules.Create(network);
        Loss loss = new PolynomialHinge();
        using NetworkEngine core = new(network, loss, Penalties, new Sgd(), new EngineOptions());
        using TorchEngine torchEngine = new(module, [5], loss, Penalties, new Sgd(), new TorchEngineOptions());
        Batch<float> batch = FirstBatch(Problem.Data(64, 5, loss, 1), 64);
        StepResult expected = core.TakeStep(batch, 1e-3);
        Assert.InRange(expected.ClampedExponents, 1, 63);
        Assert.Equal(expected.ClampedExponents, torchEngine.TakeStep(batch, 1e-3).ClampedExponents);
    }

    private static Batch<float> FirstBatch(Dataset<float> data, int capacity)
    {
        Batch<float> batch = new(capacity, data.FeatureCount, data.TargetWidth);
        Assert.True(new InMemoryBatchSource(data, null).Open(0).Read(batch));
        return batch;
    }

    private static void AssertStepsAgree(NetworkDefinition definition, Loss loss, Optimizer optimizer, double rate, double? clipNorm)
    {
        Network<float> network = Network<float>.Create(definition, seed: 4);
        using TensorModule module = CoreModules.Create(network);
        using NetworkEngine core = new(network, loss, Penalties, optimizer, new EngineOptions { GradientClipNorm = clipNorm });
        using TorchEngine torchEngine = new(
            module, CoreModules.RowShape(definition), loss, Penalties, optimizer, new TorchEngineOptions { GradientClipNorm = clipNorm });
        Batch<float> batch = FirstBatch(Problem.Data(40, definition.Input.Size, loss, network.OutputSize, weighted: true), 40);
        for (int step = 0; step < 10; step++)
        {
            StepResult expected = core.TakeStep(batch, rate);
            StepResult actual = torchEngine.TakeStep(batch, rate);
            Assert.Equal(expected.Objective, actual.Objective, 1e-4 * expected.Objective);
            Assert.Equal(expected.GradientNorm, actual.GradientNorm, clipNorm is null ? 0 : 1e-4 * expected.GradientNorm);
        }

        float[] numbers = CoreModules.GetParameters(module);
        for (int i = 0; i < numbers.Length; i++)
        {
            Assert.Equal(network.Parameters[i], numbers[i], 1e-4f);
        }
    }
}
