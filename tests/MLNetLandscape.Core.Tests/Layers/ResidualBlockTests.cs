using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class ResidualBlockTests
{
    [Fact]
    public void Adds_its_input_to_the_body()
    {
        // body(x) = [1 2; 3 4] x + (10, 20); E = y1 + 2 y2.
        ReferenceRun run = ReferenceRun.Of(
            new ResidualBlock([new Dense(2, new Identity())]), Shape.Vector(2), PassMode.Training, [1, -1], [1, 2, 3, 4, 10, 20], [1, 2]);
        Assert.Equal([10, 18], run.Outputs);
        Assert.Equal([8, 12], run.InputGradient);
        Assert.Equal([1, -1, 2, -2, 1, 2], run.ParameterGradient);
    }

    [Fact]
    public void Names_the_parameters_of_its_body()
    {
        ResidualBlock block = new([new Dense(3, new Tanh()), new BatchNormalization(), new Dense(2, new Identity())]);
        Assert.Equal(
            ["body.0.weights", "body.0.bias", "body.1.gamma", "body.1.beta", "body.2.weights", "body.2.bias"],
            block.GetParameters(Shape.Vector(2)).Select(parameter => parameter.Name));
        Assert.Equal(6, block.GetStateCount(Shape.Vector(2)));
    }

    [Fact]
    public void Starts_each_layer_from_a_stream_of_its_own()
    {
        Dense dense = new(2, new Tanh());
        double[] actual = new double[12];
        new ResidualBlock([dense, dense]).Initialize(Shape.Vector(2), actual, [], new RandomSource(1));
        double[] expected = new double[12];
        dense.Initialize(Shape.Vector(2), expected.AsSpan(0, 6), [], new RandomSource(1).Split(RandomPurpose.Layer, 0));
        dense.Initialize(Shape.Vector(2), expected.AsSpan(6), [], new RandomSource(1).Split(RandomPurpose.Layer, 1));
        Assert.Equal(expected, actual);
        Assert.NotEqual(actual[..4], actual[6..10]);
    }

    [Fact]
    public void Equals_a_block_of_equal_layers()
    {
        ResidualBlock block = new([new Dense(2, new Tanh()), new Flatten()]);
        ResidualBlock equal = new([new Dense(2, new Tanh()), new Flatten()]);
        Assert.Equal(block, equal);
        Assert.Equal(block.GetHashCode(), equal.GetHashCode());
        Assert.NotEqual(block, new ResidualBlock([new Dense(2, new Relu()), new Flatten()]));
    }

    [Fact]
    public void Refuses_a_body_that_changes_the_shape()
    {
        AssertRefused(
            new ResidualBlock([new Dense(4, new Tanh())]),
            "The body of a ResidualBlock must keep the shape of its input, 8, because the two are added, but turns it into 4.");
    }

    [Fact]
    public void Says_which_layer_of_the_body_is_wrong()
    {
        AssertRefused(
            new ResidualBlock([new Dense(8, new Tanh()), new Dense(0, new Tanh())]),
            "ResidualBlock.Body[1]: Dense.Units must be at least 1, but was 0.");
    }

    [Fact]
    public void Refuses_an_empty_body() =>
        AssertRefused(new ResidualBlock([]), "ResidualBlock.Body must hold at least one layer, but is empty.");

    private static void AssertRefused(ResidualBlock block, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => block.GetOutputShape(Shape.Vector(8))).Message);
}
