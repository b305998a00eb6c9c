using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Networks;

public sealed class WithNeuronTests
{
    private static readonly NetworkDefinition Plain = new()
    {
        Input = Shape.Vector(3),
        Layers = [new Dense(4, new Relu()), new BatchNormalization(), new Dense(1, new Identity())],
    };

    public static TheoryData<NeuronDefinition> Neurons => [new SkipNeuron(), new MonomialNeuron(3), new LayerwiseNeurons(), new LossFactorNeuron()];

    [Theory]
    [MemberData(nameof(Neurons))]
    public void Should_start_the_neuron_as_creation_does_and_keep_the_base(NeuronDefinition neuron)
    {
        // Batch normalization has state to keep; one unit a layer does not go with it.
        NetworkDefinition plain = neuron is LayerwiseNeurons ? Plain with { Layers = [Plain.Layers[0], Plain.Layers[2]] } : Plain;
        Network<double> network = Network<double>.Create(plain, seed: 5);
        Assert.Equal(Network<double>.Create(plain with { Neuron = neuron }, seed: 5).Parameters.ToArray(), network.WithNeuron(neuron, seed: 5).Parameters.ToArray());
        network.Parameters[2] = 42;
        network.State.Fill(7);
        Network<double> implanted = network.WithNeuron(neuron, seed: 6);
        Assert.Equal(network.Parameters.ToArray(), implanted.Stripped().Parameters.ToArray());
        Assert.Equal(network.State.ToArray(), implanted.State.ToArray());
    }

    [Fact]
    public void Should_refuse_a_second_neuron()
    {
        Network<double> network = Network<double>.Create(Plain with { Neuron = new SkipNeuron() }, seed: 1);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => network.WithNeuron(new LossFactorNeuron(), seed: 1));
        Assert.Equal("The network has a neuron already, SkipNeuron. Take it away by Stripped first.", exception.Message);
    }
}
