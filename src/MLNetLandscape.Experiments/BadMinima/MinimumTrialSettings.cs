namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>One start of one problem.</summary>
public sealed record MinimumTrialSettings
{
    /// <summary>The problem's name.</summary>
    public required string Problem { get; init; }

    /// <summary>The method.</summary>
    public required MinimumOptimizer Optimizer { get; init; }

    /// <summary>Its steps, at least 1.</summary>
    public required int Steps { get; init; }

    /// <summary>Whether the neuron's way is traced.</summary>
    public bool Traces { get; init; }
}
