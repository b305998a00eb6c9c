namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>What adversarial games came to.</summary>
/// <param name="Steps">Moves of each player.</param>
/// <param name="Arms">The tuples: of usual starts, and of wide ones.</param>
public sealed record GameFindings(int Steps, IReadOnlyList<GameArm> Arms);
