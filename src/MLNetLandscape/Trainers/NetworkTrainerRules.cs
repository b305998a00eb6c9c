using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Trainers;

/// <summary>What the options of networks must be like, beside the rules for all trainers.</summary>
internal static class NetworkTrainerRules
{
    /// <summary>Passes options through that are sound.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static TOptions Checked<TOptions>(TOptions options)
        where TOptions : NetworkTrainerOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.HiddenLayers, nameof(options.HiddenLayers));
        ArgumentNullException.ThrowIfNull(options.Activation, nameof(options.Activation));
        for (int i = 0; i < options.HiddenLayers.Count; i++)
        {
            if (options.HiddenLayers[i] < 1)
            {
                throw new ArgumentException(
                    $"HiddenLayers[{i}] must be at least 1, but was {options.HiddenLayers[i]}. For a linear model, pass an empty list.");
            }
        }

        if (options.Dropout is not (>= 0 and < 1))
        {
            throw new ArgumentException($"{nameof(Dropout)} must be at least 0 and below 1, but was {options.Dropout}. It is the share that is dropped.");
        }

        if (options is { Pretraining: not null, Neuron: LayerwiseNeurons })
        {
            throw new ArgumentException("Pretraining does not go with LayerwiseNeurons, which add a unit to each layer. Use SkipNeuron, or set Pretraining to null.");
        }

        if (options is { Dropout: > 0, Neuron: LayerwiseNeurons })
        {
            throw new ArgumentException(
                $"Dropout does not go with LayerwiseNeurons, which join dense layers alone, but was {options.Dropout}. Use SkipNeuron, or set Dropout to 0.");
        }

        if (options is { HiddenLayers.Count: 0, Neuron: LayerwiseNeurons })
        {
            throw new ArgumentException(
                "HiddenLayers must have a layer for LayerwiseNeurons, which add a unit to each, but was empty. Add a hidden layer, or use SkipNeuron.");
        }

        _ = new EngineOptions { NeuronGradientClipNorm = options.NeuronGradientClipNorm };
        return options;
    }
}
