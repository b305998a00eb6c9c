using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Persistence;

/// <summary>A trained network with all that prediction needs: what <see cref="ModelFile"/> stores.</summary>
public sealed record SavedModel
{
    /// <summary>The network's layers and neuron.</summary>
    public required NetworkDefinition Network { get; init; }

    /// <summary>The flat parameter vector.</summary>
    public required float[] Parameters { get; init; }

    /// <summary>The parameters as a training in double precision left them, which <see cref="Parameters"/> are rounded from; null where training was in single precision.</summary>
    /// <remarks>A stationary point is one to the last digits only: rounding may raise the gradient's norm there from 1e-8 to 1e-2.</remarks>
    public double[]? PreciseParameters { get; init; }

    /// <summary>Running statistics; empty where no layer has any.</summary>
    public float[] State { get; init; } = [];

    /// <summary>The loss that it was trained with.</summary>
    public required Loss Loss { get; init; }

    /// <summary>What is predicted; it tells how outputs become labels.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>The scaling that raw features need; null where they go in as they are.</summary>
    public Standardizer? Standardizer { get; init; }

    /// <summary>One name a feature, in the order of the input; empty without.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    /// <summary>The label's text per class, the negative class first for a binary task; empty for regression.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The name of the predicted column; empty without.</summary>
    public string LabelName { get; init; } = "";

    /// <summary>Anything else worth keeping, such as where the data came from.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The network, with copies of the numbers, to predict with or to train on. It takes features that <see cref="Standardizer"/> has scaled.</summary>
    /// <exception cref="ArgumentException">The definition is invalid, or there are more or fewer numbers than it has.</exception>
    public Network<float> CreateNetwork() => Network<float>.FromParameters(Network, Parameters, State);

    /// <summary>The network in double precision, to analyse: with <see cref="PreciseParameters"/> where there are any.</summary>
    /// <exception cref="ArgumentException">The definition is invalid, or there are more or fewer numbers than it has.</exception>
    public Network<double> CreatePreciseNetwork()
    {
        Network<double> network = CreateNetwork().Convert<double>();
        PreciseParameters?.CopyTo(network.Parameters);
        return network;
    }

    /// <summary>The class that the outputs of a row speak for: of two the second where the output is above 0, of several the one with the largest output.</summary>
    /// <param name="outputs">The network's outputs.</param>
    /// <returns>From 0; -1 where an output of several classes is not a number.</returns>
    /// <exception cref="InvalidOperationException">The model predicts numbers.</exception>
    public int PredictClass(ReadOnlySpan<float> outputs) => Task switch
    {
        LearningTask.Binary => outputs[0] > 0 ? 1 : 0,
        LearningTask.Multiclass => ClassOutputs.Largest(outputs),
        _ => throw new InvalidOperationException($"Only a model of classes predicts one, but the task of this one is {Task}. Its outputs are the predictions."),
    };

    /// <summary>The label's text of a class; its number where the model does not know the names.</summary>
    /// <param name="index">The class, from 0.</param>
    public string GetClassName(int index) =>
        index >= 0 && index < ClassNames.Count ? ClassNames[index] : index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
