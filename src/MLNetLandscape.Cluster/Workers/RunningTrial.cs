using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Workers;

/// <summary>A claimed trial on its way: the slot that runs it writes here, and the worker's correspondence reads.</summary>
internal sealed class RunningTrial(LeasedTrial claimed, WorkerOptions options, Action onChange) : ITrialCheckpoint, IProgress<TrialProgress>, IDisposable
{
    /// <summary>The most bytes of a checkpoint: PostgreSQL takes messages of less than 1 GiB.</summary>
    public const int MostCheckpointBytes = (1 << 30) - (1 << 20);

    private readonly CancellationTokenSource stop = new();
    private long lastCheckpoint = options.Time.GetTimestamp();
    private byte[]? unsaved;
    private long completed;
    private long steps;

    /// <summary>What was claimed.</summary>
    public LeasedTrial Claimed => claimed;

    /// <summary>Asks the trial to stop.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>How it ended; null while it runs. Set once by the slot.</summary>
    public TrialOutcome? Outcome { get; private set; }

    /// <summary>Whether the claim is no longer the worker's.</summary>
    public bool IsLost { get; set; }

    /// <summary>How far the trial is.</summary>
    public (Lease Lease, long Completed, long Steps) Progress => (claimed.Lease, Interlocked.Read(ref completed), Interlocked.Read(ref steps));

    /// <inheritdoc/>
    public bool IsDue => options.Time.GetElapsedTime(lastCheckpoint) >= options.CheckpointInterval;

    /// <inheritdoc/>
    public byte[]? Load() => claimed.Checkpoint;

    /// <summary>Hands a checkpoint to the correspondence; of several that wait, the last counts.</summary>
    /// <exception cref="ClusterException">The database could not take it, today or ever.</exception>
    public void Save(ReadOnlySpan<byte> content)
    {
        if (content.Length > MostCheckpointBytes)
        {
            throw new ClusterException(
                $"A checkpoint in the cluster's database must have at most {MostCheckpointBytes} bytes, but this one has {content.Length}. Make the network smaller, or train it on one machine, without --cluster.");
        }

        Interlocked.Exchange(ref unsaved, content.ToArray());
        lastCheckpoint = options.Time.GetTimestamp();
        onChange();
    }

    /// <summary>The checkpoint that waits to be written, if one does; it then no longer waits.</summary>
    public byte[]? TakeCheckpoint() => Interlocked.Exchange(ref unsaved, null);

    /// <summary>Lets a checkpoint wait again that could not be written, unless a newer one waits.</summary>
    public void PutBack(byte[] checkpoint) => Interlocked.CompareExchange(ref unsaved, checkpoint, null);

    /// <inheritdoc/>
    public void Report(TrialProgress value)
    {
        Interlocked.Exchange(ref completed, value.Completed);
        Interlocked.Exchange(ref steps, value.Total);
    }

    /// <summary>Asks the trial to stop.</summary>
    public void Stop() => stop.Cancel();

    /// <summary>Notes how the trial ended.</summary>
    public void End(TrialOutcome outcome)
    {
        Outcome = outcome;
        onChange();
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();
}
