using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class Convolution2DTests
{
    private static readonly Shape Image = new(2, 5, 4);

    /// <summary>
    /// Figures of PyTorch 1.13 in double: tanh(conv2d(x, K, b)) of two 2x5x4 images, three 3x2 filters, with x, K, b and dE/dy the sequences below,
    /// padded by torch.nn.functional.pad where TensorFlow's rule for "same" says so; the digests of y, dE/dx and dE/dK, then dE/db.
    /// </summary>
    public static TheoryData<Padding, int, int, int, double, double, double, double[]> PyTorch => new()
    {
        { Padding.Valid, 1, 3, 3, -0.6480725535282968, -0.845972636176115, -1.0522887500311935, [0.151765116281112, 0.009144400558747, -0.987557648675222] },
        { Padding.Valid, 2, 2, 2, 0.36434552699246203, -0.8944761084070243, -0.49658006032708607, [-0.372323260550446, 0.55672581359032, 0.385519912257926] },
        { Padding.Same, 1, 5, 4, 0.597219383528917, -3.091375084974551, 0.58986688420632, [1.27416462483353, -1.113911195135924, -0.823059731803945] },
        { Padding.Same, 2, 3, 2, 0.4763435714698324, -0.019043391326345832, -0.13568121889577628, [0.1423515735395, 0.527352105098932, 0.057473209838702] },
    };

    [Theory]
    [MemberData(nameof(PyTorch))]
    public void Agrees_with_PyTorch(
        Padding padding, int stride, int height, int width, double outputs, double inputGradient, double weightGradient, double[] biasGradient)
    {
        Convolution2D layer = new(3, 3, 2, new Tanh()) { Padding = padding, Stride = stride };
        Assert.Equal(new Shape(3, height, width), layer.GetOutputShape(Image));
        ReferenceRun run = ReferenceRun.Of(
            layer,
            Image,
            PassMode.Training,
            Sequence.Of(80, 37, 101),
            [.. Sequence.Of(36, 29, 67), .. Sequence.Of(3, 2, 5)],
            Sequence.Of(2 * 3 * height * width, 13, 53));
        Assert.Equal(outputs, Sequence.Digest(run.Outputs), 1e-12);
        Assert.Equal(inputGradient, Sequence.Digest(run.InputGradient), 1e-12);
        Assert.Equal(weightGradient, Sequence.Digest(run.ParameterGradient.AsSpan(0, 36)), 1e-12);
        Assert.All(biasGradient.Zip(run.ParameterGradient[36..]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Does_not_flip_the_kernel()
    {
        ReferenceRun run = ReferenceRun.Of(
            new Convolution2D(1, 1, 2, new Identity()), new Shape(1, 1, 3), PassMode.Inference, [1, 10, 100], [2, 3, 0.5], [1, 1]);
        Assert.Equal([32.5, 320.5], run.Outputs);
    }

    [Fact]
    public void Names_its_parameters()
    {
        Assert.Equal(
            [new ParameterBlock("weights", ParameterRole.Weight, 3, 12), new ParameterBlock("bias", ParameterRole.Bias, 3, 1)],
            new Convolution2D(3, 3, 2, new Relu()).GetParameters(Image));
    }

    [Fact]
    public void Refuses_a_kernel_larger_than_the_input()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Convolution2D(3, 6, 2, new Relu()).GetOutputShape(Image));
        Assert.Equal(
            "A Convolution2D kernel of 6x2 does not fit into an input of shape 2x5x4 (channels x height x width). Use a smaller kernel or Padding.Same.",
            exception.Message);
        Assert.Equal(new Shape(3, 5, 4), new Convolution2D(3, 6, 2, new Relu()) { Padding = Padding.Same }.GetOutputShape(Image));
    }

    [Fact]
    public void Refuses_settings_below_one()
    {
        AssertRefused(new Convolution2D(0, 3, 3, new Relu()), "Convolution2D.Filters must be at least 1, but was 0.");
        AssertRefused(new Convolution2D(1, 0, 3, new Relu()), "Convolution2D.KernelHeight must be at least 1, but was 0.");
        AssertRefused(new Convolution2D(1, 3, -1, new Relu()), "Convolution2D.KernelWidth must be at least 1, but was -1.");
        AssertRefused(new Convolution2D(1, 3, 3, new Relu()) { Stride = 0 }, "Convolution2D.Stride must be at least 1, but was 0.");
        AssertRefused(new Convolution2D(1, 3, 3, null!), "Convolution2D.Activation must not be null. For none, use Identity.");
        AssertRefused(
            new Convolution2D(1, 3, 3, new Relu()) { Padding = (Padding)7 }, "Convolution2D.Padding must be Valid or Same, but was 7.");
    }

    private static void AssertRefused(Convolution2D layer, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => layer.GetOutputShape(Image)).Message);
}
