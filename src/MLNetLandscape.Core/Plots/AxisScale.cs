namespace MLNetLandscape.Core.Plots;

/// <summary>How an axis turns values into positions.</summary>
public enum AxisScale
{
    /// <summary>Equal differences take equal room.</summary>
    Linear,

    /// <summary>Equal ratios take equal room; values at or below zero have no position.</summary>
    Logarithmic,
}
