using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Objectives;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Neurons;

/// <summary>What is known exactly about objectives with an exponential neuron.</summary>
public sealed class ExponentialNeuronTheoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void At_every_point_a_times_the_scale_derivative_less_the_bias_derivative_is_lambda_a_squared(int outputs)
    {
        const double Lambda = 0.37;
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(4),
            Layers = [new Dense(6, new Relu()), new Dense(outputs, new Identity())],
            Neuron = new SkipNeuron(200),
        };
        Loss loss = outputs == 1 ? new PolynomialHinge(3) : new SoftmaxCrossEntropy();

        // Equal targets give every sample's share of a sum the same sign: so the sums do not cancel, and the identity holds to their roundings.
        Dataset<double> data = RandomProblem.Data(definition, loss, 50) with { Targets = new ReadOnlyMemory<double>([.. Enumerable.Repeat(1.0, 50)]) };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), loss, new Regularization { Lambda = Lambda }, data);
        double[] gradient = new double[objective.Dimension];
        int scale = objective.Layout.FindNeuron(ParameterRole.NeuronScale)!.Offset;
        int bias = objective.Layout.FindNeuron(ParameterRole.NeuronBias)!.Offset;
        for (int point = 0; point < 1000; point++)
        {
            double[] parameters = RandomProblem.Parameters(definition, seed: point, spread: 0.5);
            objective.Gradient(parameters, gradient);
            for (int k = 0; k < outputs; k++)
            {
                double a = parameters[scale + k];
                double size = Math.Max(Math.Abs(a * gradient[scale + k]), Math.Abs(gradient[bias + k])) + (Lambda * a * a);
                Assert.Equal(Lambda * a * a, (a * gradient[scale + k]) - gradient[bias + k], 4e-15 * size);
            }
        }
    }

    /// <summary>A constant network that cannot fit three points: the scale vanishes at last while the base loss is far above its minimum 2.745.</summary>
    [Theory]
    [InlineData(0, 2.7525, 2.789, 0.1, 0, 0, 0.1)]
    [InlineData(10_000, 0.032, 25.5, 0.780, 1.06, -1.67, 12.0)]
    [InlineData(1_000_000, 0.0003, 23.5, 0.071, 3.46, -2.08, 18.1)]
    public void A_vanishing_scale_certifies_nothing(int steps, double objective, double baseLoss, double a, double b, double w, double term)
    {
        ConstantNetwork network = new(1, 1, -1);
        network.Descend(steps, 1e-3);
        Evaluation figures = network.Evaluate();
        Assert.Equal(objective, 3 * figures.Objective, HalfDigit(objective));
        Assert.Equal(baseLoss, 3 * figures.BaseLoss, HalfDigit(baseLoss));
        Assert.Equal(a, network.Scale, HalfDigit(a));
        Assert.Equal(b, network.NeuronBias, HalfDigit(b));
        Assert.Equal(w, network.NeuronWeight, HalfDigit(w));
        Assert.Equal(term, figures.Neuron!.LargestTerm, HalfDigit(term));
        Assert.Equal(network.Scale, figures.Neuron.Scale);
        Assert.Equal(network.NeuronBias, figures.Neuron.Bias);
        Assert.Equal(Math.Abs(network.NeuronWeight), figures.Neuron.WeightNorm);
    }

    [Fact]
    public void Where_the_base_network_can_fit_the_scale_and_the_base_loss_vanish_together()
    {
        ConstantNetwork network = new(1, 1, 1);
        network.Descend(100_000, 1e-2);
        Assert.Equal(2.5e-6, network.Scale, 0.05e-6);
        Assert.True(3 * network.Evaluate().BaseLoss < 1e-6);
    }

    [Theory]
    [InlineData(0, 0.530769)]
    [InlineData(5, 0.300045)]
    [InlineData(20, 0.3)]
    public void The_loss_factor_has_its_least_value_where_the_formula_says(double b, double least)
    {
        const double L = 0.3;
        NetworkDefinition definition = new() { Input = Shape.Vector(1), Layers = [new Dense(1, new Identity())], Neuron = new LossFactorNeuron() };
        Dataset<double> data = new() { Rows = 1, Features = new double[] { 0 }, Targets = new double[] { Math.Sqrt(2 * L) } };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization { Lambda = 1 }, data);
        double a = L * Math.Exp(b) / ((L * Math.Exp(2 * b)) + 1);
        double[] point = [0, 0, a, b];
        double[] gradient = new double[4];
        Assert.Equal(least, objective.Gradient(point, gradient), 1e-6);
        Assert.Equal(L + (L / ((L * Math.Exp(2 * b)) + 1)), objective.Value(point), 1e-12);
        Assert.Equal(0, gradient[2], 1e-7);
        foreach (double shift in new[] { 0.9, 1.1 })
        {
            Assert.True(objective.Value([0, 0, a * shift, b]) > objective.Value(point));
        }
    }

    /// <summary>Half a unit of the last digit that the table prints, plus what three printed digits of a start value leave open.</summary>
    private static double HalfDigit(double printed) => printed switch
    {
        0.0003 => 0.00005,
        _ when Math.Abs(printed) >= 10 => 0.05,
        _ when Math.Abs(printed) >= 1 => 0.005,
        _ => 0.0005,
    };

    /// <summary>f(x) = theta + a exp(w x + b) at x = -1, 0, 1, with the sum of the cubed hinge and lambda = 0.1, descending from (0.1, 0.1, 0, 0).</summary>
    /// <remarks>theta is the bias of a dense layer whose weight stays 0. The library's objective is the mean: a third of the sum with a third of lambda.</remarks>
    private sealed class ConstantNetwork
    {
        private readonly double[] parameters = [0, 0.1, 0.1, 0, 0];
        private readonly NetworkObjective objective;

        public ConstantNetwork(params double[] labels)
        {
            NetworkDefinition definition = new() { Input = Shape.Vector(1), Layers = [new Dense(1, new Identity())], Neuron = new SkipNeuron() };
            Dataset<double> data = new() { Rows = 3, Features = new double[] { -1, 0, 1 }, Targets = labels };
            objective = new NetworkObjective(
                Network<double>.Create(definition, 1), new PolynomialHinge(3), new Regularization { Lambda = 0.1 / 3 }, data);
        }

        public double Scale => parameters[2];

        public double NeuronWeight => parameters[3];

        public double NeuronBias => parameters[4];

        public Evaluation Evaluate() => objective.Evaluate(parameters);

        public void Descend(int steps, double rate)
        {
            double[] gradient = new double[parameters.Length];
            for (int step = 0; step < steps; step++)
            {
                objective.Gradient(parameters, gradient);
                for (int i = 1; i < parameters.Length; i++)
                {
                    parameters[i] -= 3 * rate * gradient[i];
                }
            }
        }
    }
}
