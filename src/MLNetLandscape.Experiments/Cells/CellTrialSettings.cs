namespace MLNetLandscape.Experiments.Cells;

/// <summary>One piece of the experiment on cells.</summary>
public sealed record CellTrialSettings
{
    /// <summary>What is done.</summary>
    public required CellTask Task { get; init; }

    /// <summary>Hidden units, K.</summary>
    public required int Units { get; init; }

    /// <summary>Rows, N.</summary>
    public required int Rows { get; init; }

    /// <summary>Random cells, or starts of a training, at least 1.</summary>
    public required int Draws { get; init; }

    /// <summary>Gradient steps of each start, at least 1; of no meaning to the other task.</summary>
    public int Steps { get; init; } = 1;
}
