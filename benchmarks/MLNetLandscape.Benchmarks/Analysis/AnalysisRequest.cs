namespace MLNetLandscape.Benchmarks.Analysis;

/// <summary>Asks the peer for a round of measurements: one JSON line.</summary>
/// <param name="Case">The path of the problem's description.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Precision">"single" or "double".</param>
/// <param name="Seconds">How long to measure, at least; one call in any case.</param>
/// <param name="Clock">"wall", or "cpu" for processor time.</param>
internal sealed record AnalysisRequest(string Case, string Task, string Precision, double Seconds, string Clock);
