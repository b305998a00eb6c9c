using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>Turns a network of one hidden layer into a deep one with the same outputs.</summary>
/// <remarks>
/// The hidden units are dealt to layers in their order. Every layer passes the network's input along and adds up, in linear units, what the readout makes of the units
/// before it, so the sum is the shallow network's up to the order of additions. New connections start at zero and train like any others.
/// </remarks>
public static class DeepConversion
{
    /// <summary>The deep network; <paramref name="shallow"/> is not changed.</summary>
    /// <param name="shallow">A plain vector in, one hidden dense layer, a dense readout; no neuron.</param>
    /// <param name="unitsPerLayer">Hidden units of each layer, at least 1; the last takes what is left.</param>
    /// <exception cref="ArgumentException">The network is of another kind.</exception>
    public static Network<T> Convert<T>(Network<T> shallow, int unitsPerLayer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shallow);
        ArgumentOutOfRangeException.ThrowIfLessThan(unitsPerLayer, 1);
        if (shallow.Definition is not { Input.IsVector: true, Neuron: null, Layers: [Dense hidden, Dense readout] })
        {
            throw new ArgumentException(
                "A deep network is made from a shallow one: a plain vector, one hidden dense layer, a dense readout and no neuron. "
                + $"This one has {shallow.Definition.Layers.Count} layers{(shallow.Definition.Neuron is null ? string.Empty : " and a neuron")}.",
                nameof(shallow));
        }

        Network<double> source = shallow.Convert<double>();
        int layerCount = (hidden.Units + unitsPerLayer - 1) / unitsPerLayer;
        List<LayerSolution> layers = [];
        for (int i = 0; i < layerCount; i++)
        {
            int first = i * unitsPerLayer;
            layers.Add(Layer(source, hidden.Units, first, Math.Min(first + unitsPerLayer, hidden.Units), layers.LastOrDefault()));
        }

        return new NetworkAssembly(shallow.InputSize, hidden.Activation, connectInputs: true) { Output = readout.Activation }.Build(layers).Convert<T>();
    }

    /// <summary>The units [first, end) and the readout of the sum so far.</summary>
    private static LayerSolution Layer(Network<double> shallow, int units, int first, int end, LayerSolution? previous)
    {
        int inputs = shallow.InputSize;
        int outputs = shallow.OutputSize;
        ReadOnlySpan<double> parameters = shallow.Parameters;
        ReadOnlySpan<double> biases = parameters.Slice(units * inputs, units);
        ReadOnlySpan<double> readout = parameters[((inputs + 1) * units)..];

        // Beside the input a unit reads the layer before, with weights of zero.
        int others = previous is null ? 0 : previous.Neurons.Count + (previous.PassReadout.Length / outputs);
        List<GrownNeuron> neurons = [];
        double[] share = new double[(end - first) * outputs];
        for (int unit = first; unit < end; unit++)
        {
            neurons.Add(new GrownNeuron([.. parameters.Slice(unit * inputs, inputs), .. new double[others], biases[unit]], null));
            for (int k = 0; k < outputs; k++)
            {
                share[((unit - first) * outputs) + k] = readout[(k * units) + unit];
            }
        }

        double[] bias = end == units ? readout[(units * outputs)..].ToArray() : new double[outputs];
        return new LayerSolution(neurons, share, previous is null ? [] : Identity(outputs), bias);
    }

    private static double[] Identity(int size)
    {
        double[] matrix = new double[size * size];
        for (int k = 0; k < size; k++)
        {
            matrix[k * (size + 1)] = 1;
        }

        return matrix;
    }
}
