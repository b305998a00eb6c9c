using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>Supervised pretraining of a deep network, layer by layer: each new layer is a few new neurons and one linear pass-through, which holds the old readout.</summary>
/// <remarks>
/// The pass-through alone, with a readout of one, is the network before the layer; so with the optimal readout no layer makes the objective worse.
/// See <see cref="ShallowPretraining"/> for the neurons within a layer.
/// </remarks>
public sealed record DeepPretraining
{
    /// <summary>The most hidden layers, at least 1.</summary>
    /// <exception cref="ArgumentException">Fewer than 1.</exception>
    public required int Layers { get; init => field = AtLeastOne(value, nameof(Layers)); }

    /// <summary>New neurons of each layer, at least 1.</summary>
    /// <exception cref="ArgumentException">Fewer than 1.</exception>
    public required int UnitsPerLayer { get; init => field = AtLeastOne(value, nameof(UnitsPerLayer)); }

    /// <summary>Whether the neurons of every layer read the network's input beside the layer before; true by default: without, what one layer forgets is lost to all that follow.</summary>
    public bool ConnectInputs { get; init; } = true;

    /// <summary>The neurons' activation; tanh by default.</summary>
    public Activation Activation { get; init; } = new Tanh();

    /// <summary>What a target is; real numbers by default.</summary>
    public TargetKind Target { get; init; } = TargetKind.Real;

    /// <summary>Whether readouts have a bias, as dense layers have; true by default. Without, they stay 0.</summary>
    public bool ReadoutBias { get; init; } = true;

    /// <summary>How neurons are looked for.</summary>
    public NeuronSearch Search { get; init; } = new();

    /// <summary>When to stop before all layers are there; null to go on.</summary>
    public HeldOutStop? HeldOut { get; init; }

    /// <summary>Grows the network; deterministic in the data and the seed.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="seed">Of the proposals.</param>
    /// <param name="cancellationToken">Ends the growth.</param>
    /// <exception cref="ArgumentException">The data is invalid, or the held-out data does not fit it.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public PretrainingResult Run(Dataset<double> data, long seed, CancellationToken cancellationToken = default)
    {
        ConstructionPlan plan = new(Layers, UnitsPerLayer, ConnectInputs, Activation, Target, ReadoutBias, Search, HeldOut);
        return plan.Run(data, seed, cancellationToken);
    }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentException($"DeepPretraining.{name} must be at least 1, but was {value}.");
}
