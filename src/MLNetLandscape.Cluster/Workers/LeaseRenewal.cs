namespace MLNetLandscape.Cluster.Workers;

/// <summary>A claim that is still the worker's.</summary>
/// <param name="Lease">The claim.</param>
/// <param name="IsCancelled">Whether its study was cancelled, so that the trial should stop.</param>
internal readonly record struct LeaseRenewal(Lease Lease, bool IsCancelled);
