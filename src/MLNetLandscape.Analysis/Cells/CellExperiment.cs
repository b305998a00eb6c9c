using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>Random data and random weights: how often does the cell that the weights lie in contain its own minimiser?</summary>
/// <remarks>Inputs are standard normal with a constant 1 for the bias, labels and weights standard normal, readouts -1 or +1 at even odds.</remarks>
public sealed record CellExperiment
{
    /// <summary>Hidden units, K; at least 1.</summary>
    public int Units { get; init => field = Require.AtLeast(value, 1, nameof(Units), ""); } = 1;

    /// <summary>Rows, N; at least 1.</summary>
    public int Rows { get; init => field = Require.AtLeast(value, 1, nameof(Rows), ""); } = 20;

    /// <summary>Features beside the constant, at least 1; 2 as in the published figures.</summary>
    public int Inputs { get; init => field = Require.AtLeast(value, 1, nameof(Inputs), ""); } = 2;

    /// <summary>Draws, at least 1. A share p is known to about sqrt(p / draws).</summary>
    public int Draws { get; init => field = Require.AtLeast(value, 1, nameof(Draws), "200000 is the default."); } = 200_000;

    /// <summary>What every draw derives from.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int Threads { get; init => field = Require.AtLeast(value, 1, nameof(Threads), ""); } = Environment.ProcessorCount;
}
