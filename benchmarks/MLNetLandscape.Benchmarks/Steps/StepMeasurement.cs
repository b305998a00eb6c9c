namespace MLNetLandscape.Benchmarks.Steps;

/// <summary>The answer to a <see cref="StepRequest"/>: one JSON line, the same from either side.</summary>
/// <param name="Case">The case's name.</param>
/// <param name="SecondsPerStep">The median over the blocks of a round.</param>
/// <param name="Blocks">Blocks measured.</param>
/// <param name="Losses">The objective before each of the first steps from the common start; null where it cannot be compared.</param>
internal sealed record StepMeasurement(string Case, double SecondsPerStep, int Blocks, IReadOnlyList<double>? Losses);
