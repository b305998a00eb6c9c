namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>A moment of a descent.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Objective">L~.</param>
/// <param name="BaseLoss">L.</param>
/// <param name="Scale">|a|.</param>
/// <param name="LargestTerm">The largest added term on the data.</param>
public sealed record MinimumTracePoint(int Step, double Objective, double BaseLoss, double Scale, double LargestTerm);
