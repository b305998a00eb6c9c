using System.Text.Json;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class FingerprintDifferenceTests
{
    private static readonly NetworkDefinition Definition = new() { Input = Shape.Vector(2), Layers = [new Dense(8, new Relu()), new Dense(1, new Identity())] };

    private static readonly EngineFingerprint Here = new(Definition, new PolynomialHinge(3), new Regularization { Lambda = 0.1 }, new Adam(), null, null, 7, "0123");

    [Fact]
    public void Names_the_setting_and_both_values() => AssertDifference(
        "its model (network.layers[0].units) is 8, but here it is 9",
        Here with { Network = Definition with { Layers = [new Dense(9, new Relu()), new Dense(1, new Identity())] } });

    [Fact]
    public void Names_kinds_without_their_settings() => AssertDifference(
        "its model (network.layers[0].activation) is relu, but here it is tanh; its model (loss) is polynomial_hinge, but here it is logistic",
        Here with { Network = Definition with { Layers = [new Dense(8, new Tanh()), new Dense(1, new Identity())] }, Loss = new Logistic() });

    [Fact]
    public void Names_what_one_side_lacks() => AssertDifference(
        "its model (network.neuron) is none, but here it is skip; its model (gradientClipNorm) is none, but here it is 2",
        Here with { Network = Definition with { Neuron = new SkipNeuron() }, GradientClipNorm = 2 });

    [Fact]
    public void Tells_lists_of_other_lengths_by_their_kinds() => AssertDifference(
        "its model (network.layers) is [dense, dense], but here it is [dense]",
        Here with { Network = Definition with { Layers = [new Dense(1, new Identity())] } });

    [Fact]
    public void Counts_what_it_leaves_out() => AssertDifference(
        "its model (regularization.lambda) is 0.1, but here it is 0.2; its model (optimizer) is adam, but here it is sgd; its model (seed) is 7, but here it is 8; and 1 more",
        Here with { Regularization = new Regularization { Lambda = 0.2 }, Optimizer = new Sgd(), Seed = 8, Start = "4567" });

    [Fact]
    public void Short_texts_stand_whole() => Assert.Equal("its batch size is 16, but here it is 8", FingerprintDifference.Describe("batch size", "16", "8"));

    [Fact]
    public void Long_texts_are_cut_around_their_first_difference() => Assert.Equal(
        $"its model is …{new string('a', 40)}7, but here it is …{new string('a', 40)}8{new string('b', 39)}…",
        FingerprintDifference.Describe("model", new string('a', 500) + "7", new string('a', 500) + "8" + new string('b', 90)));

    [Fact]
    public void Long_settings_are_cut_around_their_first_difference() => Assert.Equal(
        $"its model (module) is …{new string('x', 39)}[8, 5], but here it is …{new string('x', 39)}[9, 5]",
        FingerprintDifference.Describe("model", $$"""{"module":"{{new string('x', 100)}}[8, 5]"}""", $$"""{"module":"{{new string('x', 100)}}[9, 5]"}"""));

    private static void AssertDifference(string expected, EngineFingerprint other) => Assert.Equal(
        expected, FingerprintDifference.Describe("model", JsonSerializer.Serialize(Here, JsonFormat.Compact), JsonSerializer.Serialize(other, JsonFormat.Compact)));
}
