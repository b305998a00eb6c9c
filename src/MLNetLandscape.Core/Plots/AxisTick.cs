namespace MLNetLandscape.Core.Plots;

/// <summary>A labelled mark of an axis.</summary>
/// <param name="Value">Where it stands.</param>
/// <param name="Label">What it says.</param>
public readonly record struct AxisTick(double Value, string Label);
