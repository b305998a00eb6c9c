using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class ConcatenationTests
{
    [Fact]
    public void Joins_what_it_passes_along_with_what_its_layers_compute()
    {
        // y = [x2; x1 + 2 x2 + 10; x1; x2], E = y1 + 2 y2 + 3 y3 + 4 y4.
        Concatenation layer = new(
            [ConcatenationBranch.PassThrough(new ChannelRange(1, 1)), new([new Dense(1, new Identity())]), ConcatenationBranch.PassThrough()]);
        ReferenceRun run = ReferenceRun.Of(layer, Shape.Vector(2), PassMode.Training, [3, -1], [1, 2, 10], [1, 2, 3, 4]);
        Assert.Equal([-1, 11, 3, -1], run.Outputs);
        Assert.Equal([2 + 3, 1 + 4 + 4], run.InputGradient);
        Assert.Equal([6, -2, 2], run.ParameterGradient);
    }

    [Fact]
    public void Names_the_parameters_of_its_branches()
    {
        Concatenation layer = new(
            [ConcatenationBranch.PassThrough(), new([new Dense(3, new Tanh()), new BatchNormalization()]), new([new Dense(1, new Tanh())], new ChannelRange(0, 1))]);
        Assert.Equal(
            ["branch.1.0.weights", "branch.1.0.bias", "branch.1.1.gamma", "branch.1.1.beta", "branch.2.0.weights", "branch.2.0.bias"],
            layer.GetParameters(Shape.Vector(2)).Select(parameter => parameter.Name));
        Assert.Equal(6, layer.GetStateCount(Shape.Vector(2)));
        Assert.Equal(Shape.Vector(6), layer.GetOutputShape(Shape.Vector(2)));
    }

    [Fact]
    public void Starts_each_branch_from_a_stream_of_its_own()
    {
        Dense dense = new(2, new Tanh());
        double[] actual = new double[12];
        new Concatenation([new([dense]), new([dense])]).Initialize(Shape.Vector(2), actual, [], new RandomSource(1));
        double[] expected = new double[12];
        RandomSource random = new(1);
        dense.Initialize(Shape.Vector(2), expected.AsSpan(0, 6), [], random.Split(RandomPurpose.Layer, 0).Split(RandomPurpose.Layer, 0));
        dense.Initialize(Shape.Vector(2), expected.AsSpan(6), [], random.Split(RandomPurpose.Layer, 1).Split(RandomPurpose.Layer, 0));
        Assert.Equal(expected, actual);
        Assert.NotEqual(actual[..4], actual[6..10]);
    }

    [Fact]
    public void Equals_a_concatenation_of_equal_branches()
    {
        static Concatenation Create(int units, int channels) => new([new([new Dense(units, new Tanh())], new ChannelRange(0, channels))]);
        Assert.Equal(Create(2, 1), Create(2, 1));
        Assert.Equal(Create(2, 1).GetHashCode(), Create(2, 1).GetHashCode());
        Assert.NotEqual(Create(2, 1), Create(3, 1));
        Assert.NotEqual(Create(2, 1), Create(2, 2));
    }

    [Fact]
    public void Refuses_images_of_different_sizes() => AssertRefused(
        new Concatenation([ConcatenationBranch.PassThrough(), new([new MaxPooling2D(2)])]),
        "The branches of a Concatenation must agree in height and width, but Branches[0] returns 2x4x4 and Branches[1] 2x2x2. "
        + "Pad convolutions with Padding.Same, or flatten all.");

    [Fact]
    public void Refuses_channels_that_are_not_there() => AssertRefused(
        new Concatenation([ConcatenationBranch.PassThrough(new ChannelRange(1, 2))]),
        "Concatenation.Branches[0].Channels must be at least one channel within the input's 0 .. 1, but was 2 from 1 on.");

    [Fact]
    public void Says_which_layer_of_a_branch_is_wrong() => AssertRefused(
        new Concatenation([ConcatenationBranch.PassThrough(), new([new Flatten(), new Dense(0, new Tanh())])]),
        "Concatenation.Branches[1].Layers[1]: Dense.Units must be at least 1, but was 0.");

    [Fact]
    public void Refuses_no_branches() => AssertRefused(new Concatenation([]), "Concatenation.Branches must hold at least one branch, but is empty.");

    private static void AssertRefused(Concatenation layer, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => layer.GetOutputShape(new Shape(2, 4, 4))).Message);
}
