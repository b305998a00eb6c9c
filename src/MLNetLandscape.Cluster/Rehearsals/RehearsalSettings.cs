namespace MLNetLandscape.Cluster.Rehearsals;

/// <summary>What a <see cref="RehearsalTrial"/> does.</summary>
/// <param name="Steps">Steps, at least 1; a checkpoint may follow each.</param>
/// <param name="Rounds">Rounds of arithmetic a step, at least 0; about a billion take a second.</param>
/// <param name="Failure">What to fail with in the last step; null succeeds.</param>
public sealed record RehearsalSettings(int Steps, long Rounds, string? Failure = null);
