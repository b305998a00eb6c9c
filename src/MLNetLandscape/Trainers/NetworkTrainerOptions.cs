using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Pretraining;

namespace MLNetLandscape.Trainers;

/// <summary>What all network trainers are asked for. A record: derive a variant with <c>options with { ... }</c>.</summary>
public abstract record NetworkTrainerOptions : LandscapeTrainerOptions
{
    /// <summary>Units of each hidden layer, from the input on; empty is a linear model. Two modest layers fit most tables.</summary>
    public IReadOnlyList<int> HiddenLayers { get; init; } = [64, 32];

    /// <summary>The activation of the hidden layers. The output has none.</summary>
    public Activation Activation { get; init; } = new Relu();

    /// <summary>The share of each hidden layer's values that training drops at random, from 0 to less than 1.</summary>
    public double Dropout { get; init; }

    /// <summary>The exponential neuron; null trains a plain network.</summary>
    public NeuronDefinition? Neuron { get; init; }

    /// <summary>The norm that the exponential neuron's part of a step's gradient, which a row far from the others can dominate, is scaled down to; null never scales.</summary>
    public double? NeuronGradientClipNorm { get; init; }

    /// <summary>
    /// Supervised pretraining: hidden neurons are chosen one by one and the output is solved by least squares before the first epoch. Null starts at random.
    /// A fit that goes on from a model leaves it out.
    /// </summary>
    /// <remarks>Labels are fitted as they are trained on: standardised numbers, -1 and +1, or 1 for the class and 0 for the others.</remarks>
    public NetworkPretraining? Pretraining { get; init; }
}
