using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Gates;

/// <summary>What a selection found.</summary>
public sealed record GateSelectionResult
{
    /// <summary>The best chromosome and its score on the held-out data, which the selection used: report other data.</summary>
    public required ScoredChromosome Elite { get; init; }

    /// <summary>The score of the base network, all gates open.</summary>
    public required double BaseScore { get; init; }

    /// <summary>One record a generation.</summary>
    public required IReadOnlyList<GateGeneration> History { get; init; }

    /// <summary>The network with its gates, set to the elite.</summary>
    public required Network<float> Gated { get; init; }

    /// <summary>What one deploys: an ordinary, smaller network with the elite's predictions.</summary>
    public Network<float> Deploy() => GatedNetwork.Prune(Gated);
}
