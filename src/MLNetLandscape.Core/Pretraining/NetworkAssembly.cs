using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>Turns grown layers into an ordinary network.</summary>
/// <remarks>
/// A hidden layer is [x0; neurons; old readout]: the network's input, where inputs are connected and another hidden layer follows; the grown neurons; and, from the
/// second layer on, the linear pass-through, a dense layer of identity activation that holds the previous readout. One part alone is a plain dense layer.
/// </remarks>
internal sealed class NetworkAssembly(int inputs, Activation activation, bool connectInputs)
{
    private readonly List<LayerDefinition> definitions = [];
    private readonly List<double> parameters = [];

    /// <summary>The output's activation; none by default.</summary>
    public Activation Output { get; init; } = new Identity();

    /// <summary>The network of the layers, with the last one's readout.</summary>
    public Network<double> Build(IReadOnlyList<LayerSolution> layers)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            AddHidden(layers, i);
        }

        LayerSolution last = layers[^1];
        definitions.Add(new Dense(last.Outputs, Output));
        AddReadout(last);
        NetworkDefinition definition = new() { Input = Shape.Vector(inputs), Layers = [.. definitions] };
        return Network<double>.FromParameters(definition, [.. parameters], []);
    }

    private void AddHidden(IReadOnlyList<LayerSolution> layers, int i)
    {
        bool reads = connectInputs && i > 0;
        bool keeps = connectInputs && i < layers.Count - 1;
        LayerSolution layer = layers[i];
        List<ConcatenationBranch> branches = [];
        if (keeps)
        {
            branches.Add(ConcatenationBranch.PassThrough(reads ? new ChannelRange(0, inputs) : null));
        }

        branches.Add(new ConcatenationBranch([new Dense(layer.Neurons.Count, activation)]));
        AddNeurons(layer);
        if (i > 0)
        {
            LayerSolution previous = layers[i - 1];
            ChannelRange hidden = new(inputs, previous.Neurons.Count + (previous.PassReadout.Length / previous.Outputs));
            branches.Add(new ConcatenationBranch([new Dense(previous.Outputs, new Identity())], reads ? hidden : null));
            AddReadout(previous);
        }

        definitions.Add(branches.Count == 1 ? branches[0].Layers[0] : new Concatenation(branches));
    }

    private void AddNeurons(LayerSolution layer)
    {
        foreach (GrownNeuron neuron in layer.Neurons)
        {
            parameters.AddRange(neuron.Weights.AsSpan(..^1));
        }

        parameters.AddRange(layer.Neurons.Select(neuron => neuron.Weights[^1]));
    }

    /// <summary>The readout as a dense layer's matrix, outputs x (neurons and pass-through), and bias.</summary>
    private void AddReadout(LayerSolution layer)
    {
        for (int k = 0; k < layer.Outputs; k++)
        {
            AddColumn(layer.NeuronReadout, layer.Outputs, k);
            AddColumn(layer.PassReadout, layer.Outputs, k);
        }

        parameters.AddRange(layer.Bias);
    }

    private void AddColumn(double[] matrix, int columns, int column)
    {
        for (int place = column; place < matrix.Length; place += columns)
        {
            parameters.Add(matrix[place]);
        }
    }
}
