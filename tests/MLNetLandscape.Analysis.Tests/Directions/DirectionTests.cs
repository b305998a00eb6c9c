using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Tests.Surfaces;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Analysis.Tests.Directions;

public sealed class DirectionTests
{
    [Fact]
    public void A_normalised_direction_has_the_norm_of_every_filter_and_keeps_biases_and_neurons()
    {
        NetworkDefinition definition = NetworkProblem.Definition(4, new Relu(), 5, 3) with { Neuron = new SkipNeuron() };
        Network<double> network = Network<double>.Create(definition, 7);
        double[] raw = RandomDirection.Normal(network.Layout.Count, 1);
        double[] direction = FilterNormalization.Apply(network.Layout, network.Parameters, raw);
        foreach (ParameterEntry entry in network.Layout.Entries)
        {
            for (int row = 0; row < entry.Block.Rows; row++)
            {
                Range range = (entry.Offset + (row * entry.Block.Columns))..(entry.Offset + ((row + 1) * entry.Block.Columns));
                double expected = entry.Block.Role == ParameterRole.Weight ? TensorPrimitives.Norm<double>(network.Parameters[range]) : 0;
                Assert.Equal(expected, TensorPrimitives.Norm<double>(direction.AsSpan()[range]), 12);
            }
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1e-6)]
    public void Normalising_is_indifferent_to_the_scale_of_the_direction(double scale)
    {
        Network<double> network = Network<double>.Create(NetworkProblem.Definition(4, new Relu(), 5), 7);
        double[] raw = RandomDirection.Normal(network.Layout.Count, 1);
        double[] once = FilterNormalization.Apply(network.Layout, network.Parameters, raw);
        double[] scaled = FilterNormalization.Apply(network.Layout, network.Parameters, [.. raw.Select(value => scale * value)]);
        Assert.All(once.Zip(scaled), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    [Fact]
    public void Random_directions_differ_by_seed_and_index_and_are_standard_normal()
    {
        double[] first = RandomDirection.Normal(20_000, 1);
        Assert.Equal(first, RandomDirection.Normal(20_000, 1));
        Assert.NotEqual(first, RandomDirection.Normal(20_000, 1, 1));
        Assert.NotEqual(first, RandomDirection.Normal(20_000, 2));
        Assert.Equal(0, first.Average(), 0.03);
        Assert.Equal(1, first.Average(value => value * value), 0.04);
    }

    [Fact]
    public void A_layer_and_the_rest_make_up_the_whole()
    {
        Network<double> network = Network<double>.Create(NetworkProblem.Definition(4, new Relu(), 5), 7);
        double[] vector = RandomDirection.Normal(network.Layout.Count, 1);
        double[] kept = LayerRestriction.Keep(network.Layout, vector, 1), rest = LayerRestriction.Clear(network.Layout, vector, 1);
        Assert.Equal(vector, kept.Zip(rest, (a, b) => a + b));
        Assert.Equal(6, kept.Count(value => value != 0));
    }

    [Fact]
    public void Refuses_a_layer_without_parameters()
    {
        Network<double> network = Network<double>.Create(NetworkProblem.Definition(4, new Relu(), 5), 7);
        Assert.Equal(
            "Layer 2 has no parameters. Layers with parameters: 0, 1. (Parameter 'layer')",
            Assert.Throws<ArgumentException>(() => LayerRestriction.Keep(network.Layout, network.Parameters, 2)).Message);
    }
}
