using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Objectives;

public sealed class RegularizationTests
{
    private static readonly NetworkDefinition Definition = new()
    {
        Input = Shape.Vector(1),
        Layers = [new Dense(1, new Tanh()), new Dense(1, new Tanh()), new Dense(1, new Identity())],
    };

    [Fact]
    public void Refuses_a_negative_lambda()
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Regularization { Lambda = -0.1 });
        Assert.Equal(
            "Lambda must be finite and at least 0, but was -0.1. Keras's l2(c) on the scale is Lambda = 2c; for a plain network, remove the neuron. (Parameter 'Lambda')",
            exception.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Refuses_weight_penalties_that_are_no_penalties(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Regularization { L1 = value });
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Regularization { L2 = value });
        Assert.Equal($"L2 must be finite and at least 0, but was {value}. To leave the weights alone, use 0. (Parameter 'L2')", exception.Message);
    }

    [Fact]
    public void The_default_lambda_is_twice_the_articles_keras_setting() => Assert.Equal(2 * 0.1, new Regularization().Lambda);

    [Fact]
    public void Weights_are_penalised_and_biases_are_not()
    {
        Penalty<double> penalty = new(new NetworkPlan(Definition), new Regularization { L1 = 10, L2 = 100, Lambda = 1 });
        double[] parameters = [2, 50, -3, 60, 0, 70];
        double[] gradient = new double[6];
        penalty.AddGradient(parameters, gradient, 0);
        Assert.Equal((10 * (2 + 3)) + (100 * (4 + 9) / 2.0), penalty.Value(parameters), 1e-12);
        Assert.Equal([10 + 200, 0, -10 - 300, 0, 0, 0], gradient);
    }

    [Fact]
    public void A_skip_neuron_pays_half_lambda_a_squared()
    {
        Penalty<double> penalty = new(new NetworkPlan(Definition with { Neuron = new SkipNeuron() }), new Regularization { Lambda = 3 });
        double[] parameters = [1, 1, 1, 1, 1, 1, /* a, w, b */ 2, 5, 5];
        double[] gradient = new double[9];
        penalty.AddGradient(parameters, gradient, 0);
        Assert.Equal(3 * 4 / 2.0, penalty.Value(parameters));
        Assert.Equal([0, 0, 0, 0, 0, 0, 6, 0, 0], gradient);
    }

    [Fact]
    public void The_loss_factor_pays_lambda_a_squared()
    {
        Penalty<double> penalty = new(new NetworkPlan(Definition with { Neuron = new LossFactorNeuron() }), new Regularization { Lambda = 3 });
        Assert.Equal(3 * 4, penalty.Value([1, 1, 1, 1, 1, 1, /* a, b */ 2, 5]));
    }

    [Fact]
    public void Two_layerwise_units_pay_half_lambda_a_to_the_fourth_and_no_weight_penalty()
    {
        Penalty<double> penalty = new(
            new NetworkPlan(Definition with { Neuron = new LayerwiseNeurons() }), new Regularization { L2 = 1, Lambda = 3 });

        // Layer 1: W, b, w, b. Layer 2: (W | a), b, (w | a), b. Layer 3: (W | a), b.
        double[] parameters = [0, 9, 9, 9, /* */ 0, 2, 9, 9, -1, 9, /* */ 0, 3, 9];
        double[] gradient = new double[13];
        penalty.AddGradient(parameters, gradient, 0);
        Assert.Equal(1.5 * (16 + 1 + 81), penalty.Value(parameters), 1e-12);
        Assert.Equal([0, 0, 0, 0, 0, 1.5 * 4 * 8, 0, 0, -1.5 * 4, 0, 0, 1.5 * 4 * 27, 0], gradient);
    }
}
