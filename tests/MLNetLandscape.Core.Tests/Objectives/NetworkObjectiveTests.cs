using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Objectives;

public sealed class NetworkObjectiveTests
{
    private static readonly Regularization Penalties = new() { L1 = 0.01, L2 = 0.03, Lambda = 0.2 };

    private static readonly Activation[] Activations = [new Identity(), new Relu(), new LeakyRelu(0.1), new Tanh(), new Sigmoid(), new Softplus()];

    private static readonly NeuronDefinition?[] Neurons =
        [null, new SkipNeuron(), new MonomialNeuron(1), new MonomialNeuron(3), new LayerwiseNeurons(), new LossFactorNeuron()];

    private static readonly (Loss Loss, int Outputs)[] Losses =
        [(new PolynomialHinge(3), 1), (new PolynomialHinge(5), 1), (new Logistic(), 1), (new Squared(), 2), (new Huber(0.7), 2), (new SoftmaxCrossEntropy(), 3)];

    public static TheoryData<int, int, int> Combinations()
    {
        TheoryData<int, int, int> combinations = [];
        for (int loss = 0; loss < Losses.Length; loss++)
        {
            for (int neuron = 0; neuron < Neurons.Length; neuron++)
            {
                for (int activation = 0; activation < Activations.Length; activation++)
                {
                    combinations.Add(loss, neuron, activation);
                }
            }
        }

        return combinations;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Differences_confirm_every_loss_neuron_and_activation(int loss, int neuron, int activation)
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(3),
            Layers =
            [
                new Dense(5, Activations[activation]),
                new Dense(4, new Tanh()),
                new Dense(Losses[loss].Outputs, Activations[activation]),
            ],
            Neuron = Neurons[neuron],
        };
        Check(definition, Losses[loss].Loss);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void Differences_confirm_networks_of_all_layers(int neuron)
    {
        NetworkDefinition definition = new()
        {
            Input = new Shape(2, 6, 5),
            Layers =
            [
                new Convolution2D(3, 3, 3, new Tanh()) { Padding = Padding.Same },
                new BatchNormalization(),
                new ResidualBlock([new Convolution2D(3, 3, 3, new Softplus()) { Padding = Padding.Same }]),
                new Convolution2D(4, 2, 3, new Relu()) { Stride = 2 },
                new MaxPooling2D(2),
                new Flatten(),
                new Dropout(0.5),
                new Dense(4, new Sigmoid()),
                new Dense(1, new Tanh()),
            ],
            Neuron = Neurons[neuron],
        };
        Check(definition, new PolynomialHinge(3));
    }

    [Fact]
    public void A_clamped_exponential_has_the_derivatives_of_a_constant()
    {
        NetworkDefinition definition = Plain(1) with { Neuron = new SkipNeuron(MaximumExponent: 0.05) };
        Check(definition, new PolynomialHinge(3));
    }

    [Fact]
    public void A_clamped_loss_factor_has_the_derivatives_of_a_constant()
    {
        NetworkDefinition definition = Plain(1) with { Neuron = new LossFactorNeuron(MaximumExponent: 0.5) };
        double[] parameters = RandomProblem.Parameters(definition);
        (parameters[^2], parameters[^1]) = (0.4, 2);
        NetworkObjective objective = Create(definition, new PolynomialHinge(3));
        RandomProblem.AssertDerivatives(objective, parameters);
        double[] gradient = new double[parameters.Length];
        objective.Gradient(parameters, gradient);
        Assert.Equal(0, gradient[^1]);
    }

    [Fact]
    public void Weights_count_rows_as_often_as_they_say()
    {
        NetworkDefinition definition = Plain(1) with { Neuron = new SkipNeuron() };
        Dataset<double> data = RandomProblem.Data(definition, new PolynomialHinge(3), 4, weighted: false);
        Dataset<double> weighted = data with { Weights = new double[] { 1, 3, 0, 2 } };
        Dataset<double> repeated = data.Select([0, 1, 1, 1, 3, 3]);
        double[] parameters = RandomProblem.Parameters(definition);
        double[] expected = new double[parameters.Length];
        double[] actual = new double[parameters.Length];
        NetworkObjective first = new(Network<double>.Create(definition, 1), new PolynomialHinge(3), Penalties, repeated);
        NetworkObjective second = new(Network<double>.Create(definition, 1), new PolynomialHinge(3), Penalties, weighted);
        Assert.Equal(first.Gradient(parameters, expected), second.Gradient(parameters, actual), 1e-13);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-13);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Names_the_parameter_that_is_not_finite(int index)
    {
        NetworkObjective objective = Create(Plain(1), new PolynomialHinge(3));
        double[] parameters = new double[objective.Dimension];
        parameters[index] = double.NaN;
        ArgumentException exception = Assert.Throws<ArgumentException>(() => objective.Value(parameters));
        Assert.Equal(
            $"parameters[{index}] must be finite, but was NaN. A diverged optimizer is the usual cause: reduce its step. (Parameter 'parameters')", exception.Message);
    }

    [Fact]
    public void Refuses_a_vector_of_another_length()
    {
        NetworkObjective objective = Create(Plain(1), new PolynomialHinge(3));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => objective.Value(new double[2]));
        Assert.Equal($"parameters must have Dimension = {objective.Dimension} numbers, but had 2. (Parameter 'parameters')", exception.Message);
    }

    [Fact]
    public void Refuses_data_of_another_width()
    {
        Dataset<double> data = new() { Rows = 1, Features = new double[] { 1, 2 }, Targets = new double[] { 1 } };
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => new NetworkObjective(Network<double>.Create(Plain(1), 1), new PolynomialHinge(3), Penalties, data));
        Assert.Equal(
            "The network and the loss take rows of 3 features and 1 target numbers, but the data has 2 and 1. "
            + "Use the columns that the network was made for. (Parameter 'data')",
            exception.Message);
    }

    [Fact]
    public void A_network_is_made_at_the_point_that_is_asked_for()
    {
        NetworkObjective objective = Create(Plain(1), new Logistic());
        double[] here = RandomProblem.Parameters(Plain(1), seed: 1), there = RandomProblem.Parameters(Plain(1), seed: 2);
        objective.Value(here);
        Network<double> network = objective.CreateNetwork(there);
        Assert.Equal(there, network.Parameters.ToArray());
        objective.Value(here);
        Assert.Equal(there, network.Parameters.ToArray());
    }

    [Fact]
    public void The_loss_without_the_neurons_is_that_of_the_point_also_after_another()
    {
        foreach (NeuronDefinition? neuron in Neurons)
        {
            NetworkDefinition definition = Plain(1) with { Neuron = neuron };
            double[] here = RandomProblem.Parameters(definition, seed: 1), there = RandomProblem.Parameters(definition, seed: 2);
            double expected = Create(definition, new Logistic()).Evaluate(there).BaseLoss;
            NetworkObjective objective = Create(definition, new Logistic());
            Assert.NotEqual(expected, objective.Evaluate(here).BaseLoss);
            Assert.Equal(expected, objective.Evaluate(there).BaseLoss);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Beyond_the_clamp_of_its_exponent_a_neuron_has_no_slope_but_that_of_its_scale(int rows)
    {
        // f = a e^1 at every row: the exponents x + b = 2.5 are clamped at 1. The loss is f^2 / 2, so that dE/da = e^2 a.
        NetworkDefinition definition = new() { Input = Shape.Vector(1), Layers = [new Dense(1, new Identity())], Neuron = new SkipNeuron(1) };
        Dataset<double> data = new() { Rows = rows, Features = Enumerable.Repeat(2.0, rows).ToArray(), Targets = new double[rows] };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization { Lambda = 0 }, data);
        double[] parameters = new double[objective.Dimension], gradient = new double[objective.Dimension];
        int Place(ParameterRole role) => objective.Layout.FindNeuron(role)!.Offset;
        (parameters[Place(ParameterRole.NeuronScale)], parameters[Place(ParameterRole.NeuronWeight)], parameters[Place(ParameterRole.NeuronBias)]) = (0.5, 1, 0.5);
        objective.Gradient(parameters, gradient);
        Assert.Equal(0.5 * Math.Exp(2), gradient[Place(ParameterRole.NeuronScale)], 12);
        Assert.Equal((0, 0), (gradient[Place(ParameterRole.NeuronBias)], gradient[Place(ParameterRole.NeuronWeight)]));
    }

    [Fact]
    public void A_fork_computes_the_same_bits_with_buffers_of_its_own()
    {
        NetworkDefinition definition = Plain(1) with { Neuron = new SkipNeuron() };
        NetworkObjective objective = Create(definition, new Logistic());
        IObjective fork = objective.Fork();
        double[] here = RandomProblem.Parameters(definition, seed: 1);
        double[] there = RandomProblem.Parameters(definition, seed: 2);
        double value = objective.Value(here);
        Assert.NotEqual(value, fork.Value(there));
        Assert.Equal(value, fork.Value(here));
        Assert.Equal(value, objective.Value(here));
    }

    [Fact]
    public void Repeated_calls_allocate_nothing()
    {
        NetworkDefinition definition = Plain(1) with { Neuron = new SkipNeuron() };
        NetworkObjective objective = Create(definition, new PolynomialHinge(3));
        double[] parameters = RandomProblem.Parameters(definition);
        double[] product = new double[parameters.Length];
        for (int i = 0; i < 2; i++)
        {
            objective.Gradient(parameters, product);
            objective.HessianVectorProduct(parameters, parameters, product);
            objective.Value(parameters);
        }

        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            objective.Gradient(parameters, product);
            objective.HessianVectorProduct(parameters, parameters, product);
            objective.Value(parameters);
        }));
    }

    [Fact]
    public void The_figures_of_a_point_agree_with_its_value()
    {
        NetworkDefinition definition = Plain(1) with { Neuron = new SkipNeuron() };
        NetworkObjective objective = Create(definition, new PolynomialHinge(3));
        double[] parameters = RandomProblem.Parameters(definition);
        Evaluation figures = objective.Evaluate(parameters);
        Assert.Equal(objective.Value(parameters), figures.Objective, 1e-13);

        Network<double> whole = Network<double>.FromParameters(definition, parameters, []);
        Dataset<double> data = RandomProblem.Data(definition, new PolynomialHinge(3), 37);
        NetworkObjective plain = new(whole.Stripped(), new PolynomialHinge(3), new Regularization { Lambda = 0 }, data);
        Assert.Equal(plain.Value(whole.Stripped().Parameters), figures.BaseLoss, 1e-13);
        Assert.Equal(37, figures.Rows);
    }

    private static NetworkDefinition Plain(int outputs) =>
        new() { Input = Shape.Vector(3), Layers = [new Dense(4, new Tanh()), new Dense(outputs, new Identity())] };

    private static NetworkObjective Create(NetworkDefinition definition, Loss loss) =>
        new(Network<double>.Create(definition, 1), loss, Penalties, RandomProblem.Data(definition, loss, 37), chunkRows: 33);

    private static void Check(NetworkDefinition definition, Loss loss) =>
        RandomProblem.AssertDerivatives(Create(definition, loss), RandomProblem.Parameters(definition));
}
