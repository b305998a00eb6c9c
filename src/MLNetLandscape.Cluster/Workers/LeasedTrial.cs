using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Workers;

/// <summary>A trial that a worker has claimed.</summary>
/// <param name="Lease">The claim.</param>
/// <param name="Trial">What to compute.</param>
/// <param name="Checkpoint">Where an earlier worker left off; null at the beginning.</param>
/// <param name="TimeLimit">After how long it fails; null never.</param>
internal sealed record LeasedTrial(Lease Lease, Trial Trial, byte[]? Checkpoint, TimeSpan? TimeLimit);
