namespace MLNetLandscape.Experiments.MaximumConcatenation;

/// <summary>Networks of 0 to <see cref="Blocks"/> blocks on one data set.</summary>
public sealed record BlockTrialSettings
{
    /// <summary>Whether the data are two spirals to be told apart by squared loss on -1 and +1; the product of sines otherwise.</summary>
    public required bool IsSpirals { get; init; }

    /// <summary>Rows of data, at least 2.</summary>
    public required int Rows { get; init; }

    /// <summary>The most blocks, at least 1.</summary>
    public required int Blocks { get; init; }

    /// <summary>Units of each block, at least 1.</summary>
    public required int Units { get; init; }

    /// <summary>Directions of L-BFGS for each network, at least 1.</summary>
    public required int Iterations { get; init; }
}
