namespace MLNetLandscape.Cluster.Workers;

/// <summary>How a worker works.</summary>
public sealed record WorkerOptions
{
    /// <summary>Its name for people; machine and process by default.</summary>
    public string Name { get; init; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Trials that it runs at a time, at least 1; one a core by default.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>How long after its last word a worker counts as dead, so that its trials go on elsewhere; at least 1 second, 15 by default.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The time between a trial's checkpoints, not negative; 5 seconds by default.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an idle worker asks for work; 0.25 seconds by default.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Stop when there has been nothing to do for this long, and not before a lease is over, when trials of the dead would be known; null works on.</summary>
    public TimeSpan? IdleLimit { get; init; }

    /// <summary>The version whose studies it runs.</summary>
    public string Program { get; init; } = ProgramVersion.Current;

    /// <summary>The clock of checkpoints and limits; leases go by the database's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void ThrowIfInvalid()
    {
        if (Slots < 1)
        {
            throw new ArgumentException($"Slots must be at least 1, but was {Slots}.");
        }

        if (Lease < TimeSpan.FromSeconds(1))
        {
            throw new ArgumentException($"Lease must be at least 1 second, but was {Lease}. A worker speaks three times in that time.");
        }

        if (CheckpointInterval < TimeSpan.Zero || Poll <= TimeSpan.Zero)
        {
            throw new ArgumentException($"CheckpointInterval must not be negative and Poll must be positive, but they were {CheckpointInterval} and {Poll}.");
        }
    }
}
