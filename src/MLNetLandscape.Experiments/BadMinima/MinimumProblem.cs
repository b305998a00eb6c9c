using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>A small problem with bad minima, or with the look of them.</summary>
public sealed record MinimumProblem
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, and what is known of its minima.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the base network can bring the loss to the lower bound, so that the theorems speak of it.</summary>
    public required bool IsRealizable { get; init; }

    /// <summary>The plain network.</summary>
    public required NetworkDefinition Network { get; init; }

    /// <summary>The loss of a row.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The rows.</summary>
    public required Dataset<double> Data { get; init; }

    /// <summary>The step of gradient descent.</summary>
    public required double StepSize { get; init; }

    /// <summary>The arms that the problem's network and loss allow.</summary>
    public required IReadOnlyList<MinimumArm> Arms { get; init; }

    /// <summary>Puts a start's parameters in place of the usual ones; null for none.</summary>
    public Action<Network<double>, long>? Prepare { get; init; }

    /// <summary>lambda; L1 and L2 are 0.</summary>
    public Regularization Regularization { get; } = new() { Lambda = 0.1 };

    /// <summary>The start of a seed.</summary>
    public Network<double> Start(long seed)
    {
        Network<double> network = Network<double>.Create(Network, seed);
        Prepare?.Invoke(network, seed);
        return network;
    }
}
