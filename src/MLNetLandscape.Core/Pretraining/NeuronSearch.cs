using MLNetLandscape.Core.Initializers;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>How supervised pretraining looks for the weights of a new neuron: random proposals, of which only those that lower the objective are taken.</summary>
/// <remarks>
/// A proposal draws its weights and its bias; the readout is refitted by least squares, so its gain is exact. After each new neuron,
/// <see cref="Changes"/> times a random neuron of the layer is perturbed by another such draw, and the perturbation is kept if the objective falls.
/// </remarks>
public sealed record NeuronSearch
{
    /// <summary>Improving proposals among which the best is taken, at least 1. The default 1 takes the first that improves; more cost as many times the time.</summary>
    public int Candidates { get; init => field = AtLeast(1, value, nameof(Candidates)); } = 1;

    /// <summary>Proposals that may fail in the search for one neuron before the layer counts as finished, at least 1; 1000 by default.</summary>
    public int MaximumRejections { get; init => field = AtLeast(1, value, nameof(MaximumRejections)); } = 1000;

    /// <summary>Perturbations tried after each new neuron, at least 0; none by default.</summary>
    public int Changes { get; init => field = AtLeast(0, value, nameof(Changes)); }

    /// <summary>The factor of the draw that a perturbation adds, positive and finite; 1 by default.</summary>
    public double ChangeScale { get; init => field = Positive(value, nameof(ChangeScale)); } = 1;

    /// <summary>How weights are drawn; null takes the standard normal where a network grows, and the layer's own initializer where a given network is filled.</summary>
    public Initializer? Weights { get; init; }

    /// <summary>The standard deviation of the normal that biases are drawn from, finite and at least 0; 1 by default, as a weight of a column of ones.</summary>
    public double BiasDeviation { get; init => field = NotNegative(value, nameof(BiasDeviation)); } = 1;

    private static int AtLeast(int least, int value, string name) => value >= least
        ? value
        : throw new ArgumentException($"NeuronSearch.{name} must be at least {least}, but was {value}.");

    private static double Positive(double value, string name) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException($"NeuronSearch.{name} must be positive and finite, but was {value}. The default is 1.");

    private static double NotNegative(double value, string name) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentException($"NeuronSearch.{name} must be finite and at least 0, but was {value}. The default is 1.");
}
