using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class DenseTests
{
    [Fact]
    public void Computes_W_x_plus_b_and_its_gradients()
    {
        // W = [1 2 3; 4 5 6], b = [0.5, -0.5]; E = 2 y1 - y2.
        ReferenceRun run = ReferenceRun.Of(
            new Dense(2, new Identity()), Shape.Vector(3), PassMode.Training, [1, 0, -1, 2, 1, 0], [1, 2, 3, 4, 5, 6, 0.5, -0.5], [2, -1, 2, -1]);
        Assert.Equal([-1.5, -2.5, 4.5, 12.5], run.Outputs);
        Assert.Equal([-2, -1, 0, -2, -1, 0], run.InputGradient);
        Assert.Equal([6, 2, -2, -3, -1, 1, 4, -2], run.ParameterGradient);
    }

    [Fact]
    public void Names_its_parameters()
    {
        Assert.Equal(
            [new ParameterBlock("weights", ParameterRole.Weight, 4, 3), new ParameterBlock("bias", ParameterRole.Bias, 4, 1)],
            new Dense(4, new Relu()).GetParameters(Shape.Vector(3)));
    }

    [Fact]
    public void Takes_the_strips_of_a_loader_as_they_are()
    {
        LayerPass<double> pass = new Dense(1, new Identity()).CreatePass<double>(Shape.Vector(1), 1);
        BatchTensor<double> input = new(1, 1) { StripsAreCurrent = true };
        input[0, 0] = 3;
        input.Strips[0] = 5;
        double[] gradient = new double[2];
        pass.Forward(input, [1, 0], [], PassMode.Training, input.AllPanels);
        pass.OutputGradient[0, 0] = 1;
        pass.Backward(input, [1, 0], [], PassMode.Training, null, input.AllPanels);
        pass.Gradient(input, gradient, 0, pass.GradientUnits);
        Assert.Equal([5, 1], gradient);
    }

    [Fact]
    public void Starts_by_the_rule_for_its_activation_and_with_zero_biases()
    {
        Assert.Equal(Started(new Dense(4, new Relu()) { Initializer = new He() }), Started(new Dense(4, new Relu())));
        Assert.Equal(Started(new Dense(4, new Relu()) { Initializer = new He() }), Started(new Dense(4, new LeakyRelu())));
        Assert.Equal(Started(new Dense(4, new Relu()) { Initializer = new He() }), Started(new Dense(4, new Softplus())));
        Assert.Equal(Started(new Dense(4, new Tanh()) { Initializer = new Glorot() }), Started(new Dense(4, new Tanh())));
        Assert.Equal(new double[4], Started(new Dense(4, new Tanh()))[12..]);
    }

    [Fact]
    public void Refuses_no_units()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Dense(0, new Relu()).GetOutputShape(Shape.Vector(3)));
        Assert.Equal("Dense.Units must be at least 1, but was 0.", exception.Message);
    }

    [Fact]
    public void Refuses_an_image()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Dense(2, new Relu()).CreatePass<float>(new Shape(3, 28, 28), 1));
        Assert.Equal("Dense takes a plain vector, but its input is an image of shape 3x28x28. Put a Flatten layer before it.", exception.Message);
    }

    [Fact]
    public void Refuses_a_missing_activation()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Dense(2, null!).GetOutputShape(Shape.Vector(3)));
        Assert.Equal("Dense.Activation must not be null. For none, use Identity.", exception.Message);
    }

    private static double[] Started(Dense layer)
    {
        double[] parameters = new double[16];
        layer.Initialize(Shape.Vector(3), parameters, [], new RandomSource(1));
        return parameters;
    }
}
