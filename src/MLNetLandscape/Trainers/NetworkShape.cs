using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Trainers;

/// <summary>The network that options ask for.</summary>
internal static class NetworkShape
{
    /// <summary>Hidden dense layers, each with its dropout, and a linear output; the neuron beside them.</summary>
    public static NetworkDefinition Define(NetworkTrainerOptions options, int features, int outputs)
    {
        List<LayerDefinition> layers = [];
        foreach (int units in options.HiddenLayers)
        {
            layers.Add(new Dense(units, options.Activation));
            if (options.Dropout > 0)
            {
                layers.Add(new Dropout(options.Dropout));
            }
        }

        layers.Add(new Dense(outputs, new Identity()));
        return new NetworkDefinition { Input = Shape.Vector(features), Layers = layers, Neuron = options.Neuron };
    }

    /// <summary>A copy of a trained network, to go on from.</summary>
    /// <exception cref="ArgumentException">It has another shape than the options ask for.</exception>
    public static Network<float> StartFrom(Network<float> model, NetworkDefinition definition) => model.Definition == definition
        ? model.Copy()
        : throw new ArgumentException(
            $"The model to start from must have the network that the trainer's options describe, {Describe(definition)}, but has {Describe(model.Definition)}. "
            + "Use the options that it was trained with.",
            nameof(model));

    private static string Describe(NetworkDefinition definition) =>
        $"{definition.Input.Size} features, [{string.Join(", ", definition.Layers.Select(Describe))}], neuron {(definition.Neuron is { } neuron ? Plain(neuron) : "none")}";

    private static string Describe(LayerDefinition layer) => layer is Dense { Initializer: null } dense ? $"Dense {dense.Units} {Plain(dense.Activation)}" : Plain(layer);

    /// <summary>A record's text; of one without properties its name alone.</summary>
    private static string Plain(object record) => record.ToString()!.Replace(" { }", string.Empty, StringComparison.Ordinal);
}
