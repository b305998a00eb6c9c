using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>Supervised pretraining of a network of one hidden layer: it grows neuron by neuron, each with the readout that is then optimal.</summary>
/// <remarks>
/// <para>With the neurons fixed, min over S of ||G S - Y||^2 is convex, and its value bounds every point that a training that never raises the objective reaches from there.
/// A neuron g lowers it by exactly the sum over outputs of (g'r)^2 / (g'(I - G G^+) g), r = Y - G S; so it never rises, and as many independent neurons as rows
/// bring it to zero.</para>
/// <para>The targets decide what is fitted: real numbers as they are, signs as -1 and +1, classes as 1 for the class and 0 for the others.</para>
/// </remarks>
public sealed record ShallowPretraining
{
    /// <summary>The most neurons, at least 1.</summary>
    /// <exception cref="ArgumentException">Fewer than 1.</exception>
    public required int Units
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentException($"ShallowPretraining.Units must be at least 1, but was {value}.");
    }

    /// <summary>The neurons' activation; tanh by default, of which every neuron gains: none is constant on the data, as a dead ReLU is.</summary>
    public Activation Activation { get; init; } = new Tanh();

    /// <summary>What a target is; real numbers by default.</summary>
    public TargetKind Target { get; init; } = TargetKind.Real;

    /// <summary>Whether the readout has a bias of its own, as dense layers have; true by default. Without, it stays 0.</summary>
    public bool ReadoutBias { get; init; } = true;

    /// <summary>How neurons are looked for.</summary>
    public NeuronSearch Search { get; init; } = new();

    /// <summary>When to stop before <see cref="Units"/>; null to go on.</summary>
    public HeldOutStop? HeldOut { get; init; }

    /// <summary>Grows the network; deterministic in the data and the seed.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="seed">Of the proposals.</param>
    /// <param name="cancellationToken">Ends the growth.</param>
    /// <exception cref="ArgumentException">The data is invalid, or the held-out data does not fit it.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public PretrainingResult Run(Dataset<double> data, long seed, CancellationToken cancellationToken = default)
    {
        ConstructionPlan plan = new(1, Units, ConnectInputs: false, Activation, Target, ReadoutBias, Search, HeldOut);
        return plan.Run(data, seed, cancellationToken);
    }
}
