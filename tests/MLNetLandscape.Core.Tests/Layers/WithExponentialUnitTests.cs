using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class WithExponentialUnitTests
{
    [Fact]
    public void Appends_the_exponential_of_an_affine_function()
    {
        // inner(x) = 2 x1 + 3 x2 + 1; unit = exp(0.5 x1 - x2 + 0.25); E = 4 inner + 5 unit at x = (1, 2).
        ReferenceRun run = ReferenceRun.Of(
            new WithExponentialUnit(new Dense(1, new Identity())), Shape.Vector(2), PassMode.Training, [1, 2], [2, 3, 1, 0.5, -1, 0.25], [4, 5]);
        double unit = Math.Exp(-1.25);
        AssertClose([9, unit], run.Outputs);
        AssertClose([8 + (2.5 * unit), 12 - (5 * unit)], run.InputGradient);
        AssertClose([4, 8, 4, 5 * unit, 10 * unit, 5 * unit], run.ParameterGradient);
    }

    [Fact]
    public void Is_constant_beyond_the_clamp_and_counts_the_rows_there()
    {
        WithExponentialUnit layer = new(new Dense(1, new Identity()), MaximumExponent: 2);
        double[] parameters = [0, 0, 1, 0];
        ReferenceRun run = ReferenceRun.Of(layer, Shape.Vector(1), PassMode.Training, [1, 3, 700], parameters, [0, 1, 0, 1, 0, 1]);
        AssertClose([0, Math.E, 0, Math.Exp(2), 0, Math.Exp(2)], run.Outputs);
        AssertClose([Math.E, 0, 0], run.InputGradient);
        AssertClose([0, 0, Math.E, Math.E], run.ParameterGradient);

        WithExponentialUnitPass<float> pass = (WithExponentialUnitPass<float>)layer.CreatePass<float>(Shape.Vector(1), 3);
        BatchTensor<float> input = new(1, 3);
        (input[0, 0], input[1, 0], input[2, 0]) = (1, 3, 700);
        pass.Forward(input, [0, 0, 1, 0], [], PassMode.Inference, input.AllPanels);
        Assert.Equal(2, pass.ClampedRows);
    }

    [Fact]
    public void Starts_its_inner_layer_as_it_would_start_alone()
    {
        Dense dense = new(3, new Tanh());
        double[] alone = new double[9];
        double[] parameters = new double[12];
        dense.Initialize(Shape.Vector(2), alone, [], new RandomSource(4));
        new WithExponentialUnit(dense).Initialize(Shape.Vector(2), parameters, [], new RandomSource(4));
        Assert.Equal(alone, parameters[..9]);
        Assert.All(parameters[9..11], w => Assert.True(w != 0 && Math.Abs(w) <= 0.05));
        Assert.Equal(0, parameters[11]);
    }

    [Fact]
    public void Names_its_parameters()
    {
        Assert.Equal(
            [
                new ParameterBlock("weights", ParameterRole.Weight, 3, 2),
                new ParameterBlock("bias", ParameterRole.Bias, 3, 1),
                new ParameterBlock("neuron.weights", ParameterRole.NeuronWeight, 1, 2),
                new ParameterBlock("neuron.bias", ParameterRole.NeuronBias, 1, 1),
            ],
            new WithExponentialUnit(new Dense(3, new Tanh())).GetParameters(Shape.Vector(2)));
    }

    [Fact]
    public void Refuses_an_inner_layer_of_images()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => new WithExponentialUnit(new MaxPooling2D(2)).GetOutputShape(new Shape(1, 4, 4)));
        Assert.Equal(
            "WithExponentialUnit needs an inner layer from a plain vector to a plain vector, but it maps shape 1x4x4 to 1x2x2. Use it around a Dense layer.",
            exception.Message);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Refuses_a_clamp_out_of_range(double clamp, string shown)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => new WithExponentialUnit(new Dense(1, new Tanh()), clamp).GetOutputShape(Shape.Vector(1)));
        Assert.Equal(
            $"WithExponentialUnit.MaximumExponent must be finite and positive, but was {shown}. The default is 25.", exception.Message);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-14 * Math.Max(1, Math.Abs(pair.First))));
    }
}
