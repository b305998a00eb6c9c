namespace MLNetLandscape.Experiments.JacobianRanks;

/// <summary>One piece of the experiment on Jacobian ranks.</summary>
public sealed record RankTrialSettings
{
    /// <summary>What is done.</summary>
    public required RankTask Task { get; init; }

    /// <summary>Rows of data, n.</summary>
    public required int Rows { get; init; }

    /// <summary>Features, d0.</summary>
    public required int Inputs { get; init; }

    /// <summary>Hidden units, d1.</summary>
    public required int Units { get; init; }

    /// <summary>Random networks; of no meaning to training.</summary>
    public int Draws { get; init; } = 1;

    /// <summary>Gradient steps; of no meaning to random networks.</summary>
    public int Steps { get; init; } = 1;
}
