namespace MLNetLandscape.Core.Gates;

/// <summary>A chromosome and its score on held-out data; higher is better.</summary>
/// <param name="Chromosome">The gates.</param>
/// <param name="Score">The accuracy, or the negative loss or error.</param>
public sealed record ScoredChromosome(Chromosome Chromosome, double Score);
