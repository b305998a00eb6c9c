namespace MLNetLandscape.Experiments.GeneticGates;

/// <summary>What a run found.</summary>
public sealed record GateTrialResult
{
    /// <summary>The networks.</summary>
    public required IReadOnlyList<GateArm> Arms { get; init; }

    /// <summary>The elite's loss on the held-out digits, generation by generation, over frozen weights.</summary>
    public required IReadOnlyList<double> Elite { get; init; }

    /// <summary>Whether the deployed networks, smaller and without gates, predict the bits of those with gates.</summary>
    public required bool DeploysEqually { get; init; }
}
