using System.Text.Json;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Networks;

public sealed class NetworkTests
{
    private static readonly NetworkDefinition Plain = new()
    {
        Input = Shape.Vector(3),
        Layers = [new Dense(4, new Relu()), new Dense(5, new Tanh()), new Dense(2, new Identity())],
    };

    public static TheoryData<NeuronDefinition> Neurons => [new SkipNeuron(), new MonomialNeuron(3), new LayerwiseNeurons(), new LossFactorNeuron()];

    [Theory]
    [MemberData(nameof(Neurons))]
    public void A_neuron_leaves_the_start_of_the_base_network_alone(NeuronDefinition neuron)
    {
        Network<float> plain = Network<float>.Create(Plain, seed: 11);
        Network<float> whole = Network<float>.Create(Plain with { Neuron = neuron }, seed: 11);
        Assert.True(whole.Parameters.Length > plain.Parameters.Length);
        Assert.Equal(plain.Parameters, whole.Stripped().Parameters);
        Assert.Equal(Plain, whole.Stripped().Definition);
        Assert.DoesNotContain(0f, Scales(whole));
    }

    [Theory]
    [MemberData(nameof(Neurons))]
    public void Without_scales_a_network_computes_what_its_base_network_computes(NeuronDefinition neuron)
    {
        Network<double> whole = Network<double>.Create(Plain with { Neuron = neuron }, seed: 3);
        foreach (int place in ScalePlaces(whole))
        {
            whole.Parameters[place] = 0;
        }

        double[] rows = [0.3, -1, 2, 1, 0, -0.5];
        double[] expected = new double[4];
        double[] actual = new double[4];
        using Predictor<double> plain = new(whole.Stripped());
        using Predictor<double> predictor = new(whole);
        plain.Predict(rows, expected);
        predictor.Predict(rows, actual);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-14);
        }
    }

    [Fact]
    public void The_skip_neuron_is_added_after_the_outputs_activation()
    {
        NetworkDefinition definition = new() { Input = Shape.Vector(2), Layers = [new Dense(1, new Tanh())], Neuron = new SkipNeuron() };
        Network<double> network = Network<double>.FromParameters(definition, [0.5, -1, 0.25, /* a */ 2, /* w */ 0.1, 0.2, /* b */ -0.3], []);
        double[] output = new double[1];
        using Predictor<double> predictor = new(network);
        predictor.Predict([3, 4], output);
        Assert.Equal(Math.Tanh((0.5 * 3) - 4 + 0.25) + (2 * Math.Exp((0.1 * 3) + (0.2 * 4) - 0.3)), output[0], 1e-14);
    }

    [Fact]
    public void Layerwise_units_feed_the_next_layer_through_the_scale_column()
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(1),
            Layers = [new Dense(1, new Tanh()), new Dense(1, new Identity())],
            Neuron = new LayerwiseNeurons(),
        };
        Network<double> network = Network<double>.FromParameters(definition, [2, 0.1, /* w, b */ 0.5, -0.2, /* W2 | a */ 3, 0.7, /* b2 */ 0.4], []);
        double[] output = new double[1];
        using Predictor<double> predictor = new(network);
        predictor.Predict([0.6], output);
        Assert.Equal((3 * Math.Tanh((2 * 0.6) + 0.1)) + (0.7 * Math.Exp((0.5 * 0.6) - 0.2)) + 0.4, output[0], 1e-14);
        Assert.Equal([5], ScalePlaces(network));
    }

    [Fact]
    public void Layerwise_scales_include_those_towards_the_next_exponential_unit()
    {
        Network<double> network = Network<double>.Create(Plain with { Neuron = new LayerwiseNeurons() }, seed: 1);

        // Layer 2 has 5 units and its own exponential unit, layer 3 has 2 units.
        Assert.Equal(5 + 1 + 2, ScalePlaces(network).Length);
    }

    [Fact]
    public void Equal_seeds_give_equal_networks_and_others_do_not()
    {
        Assert.Equal(Network<float>.Create(Plain, 4).Parameters, Network<float>.Create(Plain, 4).Parameters);
        Assert.NotEqual(Network<float>.Create(Plain, 4).Parameters.ToArray(), Network<float>.Create(Plain, 5).Parameters.ToArray());
    }

    [Fact]
    public void Conversion_to_double_and_back_is_the_same_network()
    {
        Network<float> network = Network<float>.Create(Plain with { Neuron = new SkipNeuron() }, 4);
        Assert.Equal(network.Parameters, network.Convert<double>().Convert<float>().Parameters);
    }

    [Fact]
    public void A_copy_has_parameters_of_its_own()
    {
        Network<float> network = Network<float>.Create(Plain, 4);
        Network<float> copy = network.Copy();
        copy.Parameters[0] += 1;
        Assert.NotEqual(network.Parameters[0], copy.Parameters[0]);
    }

    [Fact]
    public void The_layout_lists_layers_and_then_the_neuron()
    {
        ParameterLayout layout = ParameterLayout.Of(Plain with { Neuron = new SkipNeuron() });
        Assert.Equal([0, 0, 1, 1, 2, 2, -1, -1, -1], layout.Entries.Select(entry => entry.LayerIndex));
        Assert.Equal([0, 12, 16, 36, 41, 51, 53, 55, 61], layout.Entries.Select(entry => entry.Offset));
        Assert.Equal(63, layout.Count);
    }

    [Fact]
    public void Refuses_parameters_of_another_length()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Network<float>.FromParameters(Plain, new float[5], []));
        Assert.Equal(
            "The network has 53 parameters, but 5 were given. Pass as many as Layout.Count says. (Parameter 'parameters')", exception.Message);
    }

    [Fact]
    public void Refuses_a_network_without_layers()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ParameterLayout.Of(Plain with { Layers = [] }));
        Assert.Equal(
            "Layers must have at least one layer, but was empty. For a linear model, pass one Dense layer of identity activation. (Parameter 'definition')",
            exception.Message);
    }

    [Fact]
    public void Names_the_layer_that_does_not_fit()
    {
        NetworkDefinition definition = Plain with { Layers = [new Dense(4, new Relu()), new Dense(0, new Relu())] };
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ParameterLayout.Of(definition));
        Assert.StartsWith("Layers[1], Dense: Dense.Units must be at least 1, but was 0.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_layer_with_which_the_parameters_become_too_many()
    {
        NetworkDefinition definition = Plain with { Layers = [new Dense(100_000, new Relu()), new Dense(100_000, new Relu())] };
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ParameterLayout.Of(definition));
        Assert.Equal(
            "Layers[1], Dense: with it the network has more than the 2147483647 parameters that one may have. Use smaller layers.", exception.Message);
    }

    [Fact]
    public void Layerwise_neurons_refuse_other_layers_among_the_dense_ones()
    {
        NetworkDefinition definition = Plain with
        {
            Layers = [new Dense(4, new Relu()), new Dropout(0.5), new Dense(1, new Identity())],
            Neuron = new LayerwiseNeurons(),
        };
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ParameterLayout.Of(definition));
        Assert.Equal(
            "Layers[1] must be dense, but was Dropout: with LayerwiseNeurons all layers after the first dense layer are dense. "
            + "Remove it, or use SkipNeuron. (Parameter 'layers')",
            exception.Message);
    }

    [Fact]
    public void Definitions_survive_json()
    {
        NetworkDefinition definition = new()
        {
            Input = new Shape(3, 8, 9),
            Layers =
            [
                new Convolution2D(4, 3, 3, new Relu()) { Padding = Padding.Same, Stride = 2, Initializer = new Normal(0.1) },
                new BatchNormalization(0.2, 1e-3),
                new ResidualBlock([new Convolution2D(4, 1, 1, new Softplus())]),
                new MaxPooling2D(2),
                new Flatten(),
                new Dropout(0.25),
                new Dense(3, new LeakyRelu(0.15)) { Initializer = new Uniform(0.5) },
                new Dense(1, new Tanh()),
            ],
            Neuron = new SkipNeuron(30),
        };
        string json = JsonSerializer.Serialize(definition, JsonFormat.Compact);
        NetworkDefinition? read = JsonSerializer.Deserialize<NetworkDefinition>(json, JsonFormat.Compact);
        Assert.Equal(definition, read);
        Assert.Equal(definition.GetHashCode(), read!.GetHashCode());
        Assert.NotEqual(definition, read with { Neuron = null });
        Assert.Equal(json, JsonSerializer.Serialize(read, JsonFormat.Compact));
    }

    [Fact]
    public void Losses_survive_json_and_are_validated_when_read()
    {
        foreach (Loss loss in new Loss[] { new PolynomialHinge(5), new Logistic(), new Squared(), new Huber(2.5), new SoftmaxCrossEntropy() })
        {
            Assert.Equal(loss, JsonSerializer.Deserialize<Loss>(JsonSerializer.Serialize(loss, JsonFormat.Compact), JsonFormat.Compact));
        }

        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<Loss>("""{"name":"polynomial_hinge","power":2}""", JsonFormat.Compact));
    }

    private static int[] ScalePlaces(Network<double> network) => [.. Places(network.Layout)];

    private static float[] Scales(Network<float> network)
    {
        float[] parameters = network.Parameters.ToArray();
        return [.. Places(network.Layout).Select(place => parameters[place])];
    }

    private static IEnumerable<int> Places(ParameterLayout layout)
    {
        foreach (ParameterEntry entry in layout.Entries)
        {
            for (int i = 0; i < entry.Block.Length; i++)
            {
                if (entry.Block.Role == ParameterRole.NeuronScale || (entry.ScaleColumn >= 0 && i % entry.Block.Columns == entry.ScaleColumn))
                {
                    yield return entry.Offset + i;
                }
            }
        }
    }
}
