namespace MLNetLandscape.Core.Studies;

/// <summary>How this process runs studies.</summary>
public sealed record LocalStudyOptions
{
    /// <summary>Threads over all trials together, at least 1; no result depends on it. All cores by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>A folder that keeps outcomes and checkpoints, so that an interrupted study goes on where it was, and one with more trials computes those alone; null keeps nothing.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>The time between a trial's checkpoints, not negative; 5 seconds by default, so that a crash costs seconds and writing costs little.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of checkpoints and time limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void ThrowIfInvalid()
    {
        if (Threads < 1)
        {
            throw new ArgumentException($"Threads must be at least 1, but was {Threads}.");
        }

        if (CheckpointInterval < TimeSpan.Zero)
        {
            throw new ArgumentException($"CheckpointInterval must not be negative, but was {CheckpointInterval}.");
        }
    }
}
