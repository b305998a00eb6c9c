using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Workers;

/// <summary>A worker's correspondence with the database: claims, checkpoints, outcomes and signs of life. For one thread.</summary>
/// <remarks>Nothing is forgotten before the database has it, so that every step can be repeated after an error.</remarks>
internal sealed class WorkerSession(LeaseTable table, TrialTypes types, WorkerSlots slots, WorkerOptions options, Action onChange) : IDisposable
{
    private const double SecondsClaimedAhead = 0.1;
    private const int MostClaimedAhead = 64;
    private readonly List<RunningTrial> trials = [];
    private readonly IReadOnlyList<string> names = types.Names;
    private long? worker;
    private long lastRenewal;
    private long inTouchSince;

    /// <summary>Trials that it holds.</summary>
    public int Count => trials.Count;

    /// <summary>Trials whose outcomes it has written.</summary>
    public long Ended { get; private set; }

    /// <summary>The time to the next sign of life.</summary>
    public TimeSpan UntilRenewal => worker is null ? TimeSpan.Zero : Max(TimeSpan.Zero, RenewalInterval - options.Time.GetElapsedTime(lastRenewal));

    /// <summary>Whether it was in touch with the database during the whole lease before its last sign of life.</summary>
    /// <remarks>Only such a worker may judge who is dead: in an outage the leases of the living run out too, and each of them then has a lease's time to come back.</remarks>
    public bool IsInTouch => options.Time.GetElapsedTime(inTouchSince, lastRenewal) >= options.Lease;

    private TimeSpan RenewalInterval => options.Lease / 3;

    /// <summary>The longest silence that no lease can have run out in: others spoke at most a renewal's interval before it.</summary>
    private TimeSpan LongestSilence => options.Lease - RenewalInterval;

    /// <summary>Trials to hold: one a slot, and a tenth of a second's work ahead where trials are short.</summary>
    private int Capacity => options.Slots + (options.Slots * (int)Math.Clamp(SecondsClaimedAhead / Math.Max(1e-6, slots.SecondsOfTrial), 0, MostClaimedAhead));

    /// <summary>Sends what there is to send, and claims what there is room for.</summary>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public void Exchange(bool mayClaim)
    {
        worker ??= table.Register(options.Name, options.Program, options.Slots);
        SendOutcomes();
        Renew();
        SaveCheckpoints();
        if (mayClaim && trials.Count(trial => trial.Outcome is null) is int held && (held < options.Slots || held <= Capacity / 2))
        {
            Claim(Capacity - held);
        }
    }

    /// <summary>Asks all trials to stop.</summary>
    public void Stop() => trials.ForEach(trial => trial.Stop());

    /// <summary>Takes leave of the database.</summary>
    public void Leave()
    {
        if (worker is { } id)
        {
            table.Unregister(id);
            worker = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => trials.ForEach(trial => trial.Dispose());

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private void Renew()
    {
        if (UntilRenewal > TimeSpan.Zero && lastRenewal != 0)
        {
            return;
        }

        RunningTrial[] running = [.. trials.Where(trial => trial.Outcome is null && !trial.IsLost)];
        Dictionary<Lease, LeaseRenewal> mine = table.Renew(worker!.Value, options, [.. running.Select(trial => trial.Progress)]).ToDictionary(renewal => renewal.Lease);
        foreach (RunningTrial trial in running)
        {
            trial.IsLost = !mine.TryGetValue(trial.Claimed.Lease, out LeaseRenewal renewal);
            if (trial.IsLost || renewal.IsCancelled)
            {
                trial.Stop();
            }
        }

        long now = options.Time.GetTimestamp();
        if (lastRenewal == 0 || options.Time.GetElapsedTime(lastRenewal, now) > LongestSilence)
        {
            inTouchSince = now;
        }

        lastRenewal = now;
        if (IsInTouch)
        {
            table.ReturnExpired();
        }
    }

    private void SaveCheckpoints()
    {
        foreach (RunningTrial trial in trials.Where(trial => trial is { Outcome: null, IsLost: false }))
        {
            SaveCheckpoint(trial);
        }
    }

    private void SaveCheckpoint(RunningTrial trial)
    {
        if (trial.TakeCheckpoint() is { } content)
        {
            try
            {
                table.SaveCheckpoint(worker!.Value, trial.Claimed.Lease, content);
            }
            catch
            {
                // It may be the last: a trial that is stopped saves no other.
                trial.PutBack(content);
                throw;
            }
        }
    }

    private void SendOutcomes()
    {
        ILookup<bool, RunningTrial> ended = trials.Where(trial => trial.Outcome is not null).ToLookup(trial => trial.Outcome!.State == TrialState.Cancelled);
        RunningTrial[] finished = [.. ended[false]], stopped = [.. ended[true]];
        if (finished.Length > 0)
        {
            table.End(worker!.Value, [.. finished.Select(trial => (trial.Claimed.Lease, trial.Outcome!))]);
            Ended += finished.Length;
            Forget(finished);
        }

        foreach (RunningTrial trial in stopped.Where(trial => !trial.IsLost))
        {
            SaveCheckpoint(trial);
        }

        if (stopped.Length > 0)
        {
            table.Release(worker!.Value, [.. stopped.Select(trial => trial.Claimed.Lease)]);
            Forget(stopped);
        }
    }

    private void Forget(RunningTrial[] sent)
    {
        foreach (RunningTrial trial in sent)
        {
            trials.Remove(trial);
            trial.Dispose();
        }
    }

    private void Claim(int count)
    {
        foreach (LeasedTrial claimed in table.Claim(worker!.Value, options.Program, names, count))
        {
            RunningTrial trial = new(claimed, options, onChange);
            trials.Add(trial);
            slots.Add(trial);
        }
    }
}
