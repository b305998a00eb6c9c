using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class ElmanTests
{
    [Fact]
    public void Computes_PyTorchs_recurrent_network_and_its_gradients()
    {
        ReferenceRun run = ReferenceRun.Of(
            new Elman(4, 6, new Tanh()),
            Shape.Vector(12),
            PassMode.Training,
            [.. Sequence.Of(60, 29, 83).Select(x => 2 * x)],
            Sequence.Of(60, 37, 101),
            Sequence.Of(30, 31, 89));

        // torch.nn.RNN(3, 6, batch_first=True) of PyTorch 1.13 in double precision, weight_ih, weight_hh and bias_ih from the sequence, bias_hh 0; digests of h_n and the gradients.
        Assert.Equal(-1.345575880671925, Sequence.Digest(run.Outputs), 1e-14);
        Assert.Equal(-0.23060889038480287, Sequence.Digest(run.InputGradient), 1e-14);
        Assert.Equal(0.8829132461883817, Sequence.Digest(run.ParameterGradient), 1e-14);
    }

    [Fact]
    public void Of_one_step_is_a_dense_layer()
    {
        double[] x = Sequence.Of(40, 29, 83);
        double[] p = Sequence.Of((3 * 4) + 9 + 3, 37, 101);
        double[] g = Sequence.Of(30, 31, 89);
        ReferenceRun elman = ReferenceRun.Of(new Elman(1, 3, new Tanh()), Shape.Vector(4), PassMode.Training, x, p, g);
        ReferenceRun dense = ReferenceRun.Of(new Dense(3, new Tanh()), Shape.Vector(4), PassMode.Training, x, [.. p[..12], .. p[21..]], g);
        Assert.Equal(dense.Outputs, elman.Outputs);
        Assert.Equal(dense.InputGradient, elman.InputGradient);
        Assert.All(elman.ParameterGradient[12..21], entry => Assert.Equal(0, entry));
        double[] others = [.. elman.ParameterGradient[..12], .. elman.ParameterGradient[21..]];
        Assert.All(dense.ParameterGradient.Zip(others), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    [Fact]
    public void Names_its_parameters() => Assert.Equal(
        [
            new ParameterBlock("weights", ParameterRole.Weight, 4, 3),
            new ParameterBlock("recurrent_weights", ParameterRole.Weight, 4, 4),
            new ParameterBlock("bias", ParameterRole.Bias, 4, 1),
        ],
        new Elman(5, 4, new Tanh()).GetParameters(Shape.Vector(15)));

    [Fact]
    public void Starts_with_two_draws_and_zero_biases()
    {
        double[] parameters = new double[(4 * 4) + (4 * 4) + 4];
        new Elman(3, 4, new Tanh()) { Initializer = new Glorot() }.Initialize(Shape.Vector(12), parameters, [], new RandomSource(3));
        Assert.All(parameters[..32], weight => Assert.NotEqual(0, weight));
        Assert.NotEqual(parameters[..16], parameters[16..32]);
        Assert.All(parameters[32..], bias => Assert.Equal(0, bias));
    }

    [Theory]
    [InlineData(0, 3, "Elman.Steps must be at least 1, but was 0.")]
    [InlineData(2, 0, "Elman.Units must be at least 1, but was 0.")]
    [InlineData(4, 3, "Elman takes Steps x d features, but 6 features are no multiple of 4 steps. Lay the sequence out step by step.")]
    public void Refuses_sizes_that_do_not_fit(int steps, int units, string message) => Assert.Equal(
        message, Assert.Throws<ArgumentException>(() => new Elman(steps, units, new Tanh()).GetOutputShape(Shape.Vector(6))).Message);

    [Fact]
    public void Refuses_an_image() => Assert.Equal(
        "Elman takes a plain vector, but its input is an image of shape 2x3x1. Put a Flatten layer before it.",
        Assert.Throws<ArgumentException>(() => new Elman(2, 3, new Tanh()).GetOutputShape(new Shape(2, 3, 1))).Message);
}
