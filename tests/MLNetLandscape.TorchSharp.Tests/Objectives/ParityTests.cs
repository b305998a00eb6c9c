using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.TorchSharp.Objectives;
using MLNetLandscape.TorchSharp.Runtime;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Tests.Objectives;

/// <summary>The same weights and the same rows: modules and the core's networks have the same loss and derivatives.</summary>
public sealed class ParityTests
{
    private static readonly Regularization Penalties = new() { L1 = 0.01, L2 = 0.03, Lambda = 0.2 };

    public static TheoryData<bool, string, string> Cases()
    {
        TheoryData<bool, string, string> cases = [];
        foreach ((string loss, _, _) in Problem.Losses)
        {
            foreach ((string neuron, _) in Problem.Neurons)
            {
                cases.Add(false, loss, neuron);
                cases.Add(true, loss, neuron);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_double_precision_to_a_ten_billionth(bool convolutional, string lossName, string neuronName)
    {
        (NetworkDefinition definition, Loss loss, Dataset<float> data) = Create(convolutional, lossName, neuronName);
        NetworkObjective expected = new(Network<double>.Create(definition, seed: 5), loss, Penalties, data.Convert<double>());
        using TorchObjective actual = new(() => CoreModules.Create(definition), CoreModules.RowShape(definition), loss, Penalties, data.Convert<double>(), 8);
        double[] parameters = Network<double>.Create(definition, seed: 5).Parameters.ToArray();
        double[] expectedVector = new double[parameters.Length];
        double[] actualVector = new double[parameters.Length];
        double value = expected.Gradient(parameters, expectedVector);
        Assert.Equal(value, actual.Gradient(parameters, actualVector), 1e-10 * value);
        Assert.Equal(value, actual.Value(parameters), 1e-10 * value);
        AssertClose(expectedVector, actualVector, 1e-10);

        double[] direction = Direction(parameters.Length);
        expected.HessianVectorProduct(parameters, direction, expectedVector);
        actual.HessianVectorProduct(parameters, direction, actualVector);
        AssertClose(expectedVector, actualVector, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_single_precision_to_a_hundred_thousandth(bool convolutional, string lossName, string neuronName)
    {
        (NetworkDefinition definition, Loss loss, Dataset<float> data) = Create(convolutional, lossName, neuronName);
        Network<float> network = Network<float>.Create(definition, seed: 5);
        Network<double> precise = network.Convert<double>();
        double[] expected = new double[precise.Layout.Count];
        double value = new NetworkObjective(precise, loss, Penalties, data.Convert<double>()).Gradient(precise.Parameters, expected);

        using TensorModule module = CoreModules.Create(network);
        using ModuleObjective objective = new(module, loss, Penalties);
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor input = TensorNumbers.Create(data.Features.Span, [data.Rows, .. CoreModules.RowShape(definition)]);
        Tensor targets = TensorNumbers.Create(data.Targets.Span, [data.Rows, data.TargetWidth]);
        Tensor weights = TensorNumbers.Create(data.Weights!.Value.Span, [data.Rows]);
        double weightSum = data.Weights.Value.ToArray().Sum(weight => (double)weight);
        Tensor total = objective.Penalty.AddTo(objective.DataTerm(input, targets, weights, weightSum));
        Assert.Equal(value, total.ToNumber(), 1e-5 * value);
        double[] actual = [.. GradientTape.Gradients(total, objective.Tensors, keepGraph: false).SelectMany(part => part.reshape(-1).data<float>().ToArray()).Select(g => (double)g)];
        AssertClose(expected, actual, 1e-5);
    }

    private static (NetworkDefinition Definition, Loss Loss, Dataset<float> Data) Create(bool convolutional, string lossName, string neuronName)
    {
        Loss loss = Problem.LossOf(lossName);
        int outputs = Problem.OutputsOf(lossName);
        NetworkDefinition definition = convolutional
            ? Problem.Convolutional(outputs, Problem.NeuronOf(neuronName))
            : Problem.Dense(outputs, Problem.NeuronOf(neuronName));
        return (definition, loss, Problem.Data(19, definition.Input.Size, loss, outputs, weighted: true));
    }

    private static double[] Direction(int length)
    {
        RandomSource random = new(11);
        double[] direction = new double[length];
        foreach (ref double value in direction.AsSpan())
        {
            value = random.NextNormal();
        }

        return direction;
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        double largest = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance * largest);
        }
    }
}
