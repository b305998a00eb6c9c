using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;

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

        return options;
    }
}
