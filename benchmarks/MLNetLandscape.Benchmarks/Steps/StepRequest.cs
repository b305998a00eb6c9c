namespace MLNetLandscape.Benchmarks.Steps;

/// <summary>Asks a process for one round of measurements: one JSON line.</summary>
/// <param name="Case">The path of the case's description.</param>
/// <param name="Seconds">How long to measure.</param>
/// <param name="Clock">"wall", or "cpu" for processor time.</param>
internal sealed record StepRequest(string Case, double Seconds, string Clock);
