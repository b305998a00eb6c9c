using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class MaxPooling2DTests
{
    [Fact]
    public void Agrees_with_PyTorch()
    {
        // torch.nn.functional.max_pool2d(x, 2), PyTorch 1.13 in double, two 2x5x5 images, dE/dy the sequence below; digests of y and dE/dx.
        ReferenceRun run = ReferenceRun.Of(
            new MaxPooling2D(2), new Shape(2, 5, 5), PassMode.Training, Sequence.Of(100, 37, 101), [], Sequence.Of(16, 13, 53));
        Assert.Equal(0.331683168316832, run.Outputs[0], 1e-14);
        Assert.Equal(-0.056826105145725864, Sequence.Digest(run.Outputs), 1e-13);
        Assert.Equal(-0.6221100186021792, Sequence.Digest(run.InputGradient), 1e-13);
    }

    [Fact]
    public void Drops_the_rest_at_the_border() =>
        Assert.Equal(new Shape(3, 2, 1), new MaxPooling2D(2).GetOutputShape(new Shape(3, 5, 3)));

    [Fact]
    public void Gives_the_gradient_of_equal_values_to_the_first()
    {
        ReferenceRun run = ReferenceRun.Of(new MaxPooling2D(2), new Shape(1, 2, 2), PassMode.Training, [1, 4, 4, 4], [], [3]);
        Assert.Equal([4], run.Outputs);
        Assert.Equal([0, 3, 0, 0], run.InputGradient);
    }

    [Fact]
    public void Refuses_sizes_out_of_range()
    {
        AssertRefused(0, "MaxPooling2D.Size must be 1 to 16, but was 0.");
        AssertRefused(17, "MaxPooling2D.Size must be 1 to 16, but was 17.");
        AssertRefused(5, "A MaxPooling2D square of 5x5 does not fit into an input of shape 2x5x4 (channels x height x width). Use a smaller size.");
    }

    private static void AssertRefused(int size, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new MaxPooling2D(size).GetOutputShape(new Shape(2, 5, 4))).Message);
}
