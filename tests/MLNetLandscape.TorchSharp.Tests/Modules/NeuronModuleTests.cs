using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Tests.Modules;

public sealed class NeuronModuleTests
{
    private static readonly double[] Rows = [0.5, -1, 2, 0.25, 3, -0.75];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Exponential_neurons_compute_their_formula(int outputs) =>
        AssertFormula(new ExponentialNeuron(3, outputs, seed: 7), outputs, Math.Exp);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Monomial_neurons_compute_their_formula(int outputs) =>
        AssertFormula(new PowerNeuron(3, 3, outputs, seed: 7), outputs, u => u * u * u);

    [Fact]
    public void Beyond_the_clamp_the_exponential_is_constant_and_moves_nothing()
    {
        using TensorModule neuron = new ExponentialNeuron(1, 1, 1, maximumExponent: 2);
        TensorNumbers.Write<float>(neuron.get_parameter("weight")!, [10f]);
        TensorNumbers.Write<float>(neuron.get_parameter("scale")!, [1f]);
        using Tensor input = torch.ones(1, 1);
        using Tensor output = neuron.call(input);
        Assert.Equal(Math.Exp(2), output.ToNumber(), 1e-5);
        output.sum().backward();
        Assert.Equal(0, neuron.get_parameter("weight")!.grad!.ToNumber());
        Assert.Equal(Math.Exp(2), neuron.get_parameter("scale")!.grad!.ToNumber(), 1e-5);
    }

    [Fact]
    public void The_start_follows_from_the_seed_alone_and_outlives_a_scope()
    {
        torch.manual_seed(1);
        ExponentialNeuron first;
        using (torch.NewDisposeScope())
        {
            first = new ExponentialNeuron(30, 2, seed: 5);
        }

        torch.manual_seed(2);
        using ExponentialNeuron second = new(30, 2, seed: 5);
        using ExponentialNeuron other = new(30, 2, seed: 6);
        Assert.Equal(CoreModules.GetParameters(first), CoreModules.GetParameters(second));
        Assert.NotEqual(CoreModules.GetParameters(first), CoreModules.GetParameters(other));
        double norm = Math.Sqrt(CoreModules.GetParameters(first)[2..32].Sum(w => (double)w * w));
        Assert.InRange(norm, 0.01, 0.1);
        first.Dispose();
    }

    [Fact]
    public void Refuses_rows_of_another_width()
    {
        using TensorModule neuron = new ExponentialNeuron(3);
        using Tensor input = torch.ones(2, 4);
        Assert.Equal(
            "ExponentialNeuron was made for rows of 3 numbers, but got a batch of shape [2, 4]. Create it with the number of features of a row.",
            Assert.Throws<ArgumentException>(() => neuron.call(input)).Message);
    }

    [Fact]
    public void Refuses_a_base_of_other_outputs()
    {
        using TensorModule module = new WithExponentialNeuron(torch.nn.Linear(3, 2), 3);
        using Tensor input = torch.ones(4, 3);
        Assert.Equal(
            "The neurons have 1 outputs, but the module returned shape [4, 2] for 4 rows. Create as many neurons as the module has outputs.",
            Assert.Throws<ArgumentException>(() => module.call(input)).Message);
    }

    [Fact]
    public void Joins_a_module_that_returns_rows()
    {
        using TensorModule plain = torch.nn.Sequential(torch.nn.Linear(3, 1), torch.nn.Flatten(0));
        using TensorModule module = new WithExponentialNeuron(plain, 3);
        using Tensor input = torch.ones(4, 3);
        using Tensor output = module.call(input);
        Assert.Equal([4], output.shape);
    }

    [Fact]
    public void Refuses_a_clamp_that_is_not_positive() => Assert.Equal(
        "maximumExponent must be positive and finite, but was 0. The default, 25, keeps the cube of exp(25) finite in single precision; "
        + "in double precision up to 200 is safe. (Parameter 'maximumExponent')",
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialNeuron(3, 1, 1, 0)).Message);

    [Fact]
    public void Layerwise_units_want_a_hidden_linear_layer() => Assert.Equal(
        "WithLayerwiseNeurons needs a hidden linear layer, followed by another linear layer, but the number of linear layers was 1. "
        + "Add a hidden layer, or use WithExponentialNeuron.",
        Assert.Throws<ArgumentException>(() => new WithLayerwiseNeurons(torch.nn.Sequential(torch.nn.Linear(3, 1)))).Message);

    private static void AssertFormula(NeuronModule neuron, int outputs, Func<double, double> phi)
    {
        neuron.to(ScalarType.Float64);
        using Tensor input = torch.tensor(Rows, [2, 3]);
        using Tensor output = neuron.call(input);
        double[] scale = neuron.get_parameter("scale")!.data<double>().ToArray();
        double[] weight = neuron.get_parameter("weight")!.data<double>().ToArray();
        double[] bias = neuron.get_parameter("bias")!.data<double>().ToArray();
        double[] actual = output.data<double>().ToArray();
        Assert.Equal([2, outputs], output.shape);
        for (int row = 0; row < 2; row++)
        {
            for (int k = 0; k < outputs; k++)
            {
                double u = bias[k] + Enumerable.Range(0, 3).Sum(i => weight[(k * 3) + i] * Rows[(row * 3) + i]);
                Assert.Equal(scale[k] * phi(u), actual[(row * outputs) + k], 1e-14);
            }
        }

        neuron.Dispose();
    }
}
