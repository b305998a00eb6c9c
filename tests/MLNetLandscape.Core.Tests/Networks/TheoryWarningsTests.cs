using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Networks;

public sealed class TheoryWarningsTests
{
    private static readonly Regularization Default = new();

    [Fact]
    public void The_assumptions_of_theorem_1_give_no_warning() =>
        Assert.Empty(TheoryWarnings.For(Network(new Identity(), new SkipNeuron()), new PolynomialHinge(), Default));

    [Fact]
    public void A_plain_network_gives_no_warning() =>
        Assert.Empty(TheoryWarnings.For(Network(new Tanh(), null), new Logistic(), new Regularization { Lambda = 0 }));

    [Fact]
    public void Warns_of_an_output_that_cannot_reach_the_margin() => Assert.Equal(
        ["The output's activation keeps |f| below 1, the margin of the polynomial hinge: the base network cannot bring the loss to 0, "
            + "so no finite point is a local minimum and the neuron's scale may vanish while its exponent grows. Use an identity output."],
        TheoryWarnings.For(Network(new Tanh(), new SkipNeuron()), new PolynomialHinge(), Default));

    [Fact]
    public void Warns_of_a_loss_without_a_minimum()
    {
        Assert.Contains("The logistic loss attains no minimum", Assert.Single(TheoryWarnings.For(Network(new Identity(), new SkipNeuron()), new Logistic(), Default)), StringComparison.Ordinal);
        Assert.Contains("The softmax cross entropy with hard labels", Assert.Single(TheoryWarnings.For(Network(new Identity(), new SkipNeuron()), new SoftmaxCrossEntropy(), Default)), StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_a_missing_penalty() => Assert.Equal(
        ["Lambda is 0: without a penalty on the neuron's scale a, a local minimum need not have a = 0. Use a positive Lambda."],
        TheoryWarnings.For(Network(new Identity(), new SkipNeuron()), new PolynomialHinge(), new Regularization { Lambda = 0 }));

    [Fact]
    public void Warns_of_penalties_beside_the_theorem() =>
        Assert.Single(TheoryWarnings.For(Network(new Identity(), new SkipNeuron()), new PolynomialHinge(), new Regularization { L2 = 1e-4 }));

    [Fact]
    public void Warns_of_losses_that_are_no_margin_losses_where_the_theorem_needs_one()
    {
        Assert.Empty(TheoryWarnings.For(Network(new Identity(), new SkipNeuron()), new Squared(), Default));
        Assert.Single(TheoryWarnings.For(Network(new Identity(), new MonomialNeuron(3)), new Squared(), Default));
        Assert.Single(TheoryWarnings.For(Network(new Identity(), new LayerwiseNeurons()), new Huber(), Default));
    }

    private static NetworkDefinition Network(Activation output, NeuronDefinition? neuron) =>
        new() { Input = Shape.Vector(2), Layers = [new Dense(3, new Relu()), new Dense(1, output)], Neuron = neuron };
}
