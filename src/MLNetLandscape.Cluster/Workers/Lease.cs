namespace MLNetLandscape.Cluster.Workers;

/// <summary>The right to write a trial's outcome: the trial's last claim.</summary>
/// <param name="Study">The study's row.</param>
/// <param name="Number">The trial's place in it.</param>
/// <param name="Attempt">Which claim of the trial this is; whoever holds an earlier one has lost it.</param>
internal readonly record struct Lease(long Study, int Number, int Attempt);
