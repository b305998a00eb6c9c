namespace MLNetLandscape.Core.Gates;

/// <summary>One generation's figures.</summary>
/// <param name="Generation">From 1.</param>
/// <param name="BestScore">The elite's score.</param>
/// <param name="MeanScore">The mean over the population.</param>
/// <param name="OpenGates">The elite's open gates.</param>
public sealed record GateGeneration(int Generation, double BestScore, double MeanScore, int OpenGates);
