using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Schema;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Workers;

/// <summary>Runs the trials of any study of its cluster, on threads of its own, until it is told to stop.</summary>
/// <param name="cluster">The database.</param>
/// <param name="types">The trial types that it runs; it takes no others.</param>
/// <param name="data">The store that trials read.</param>
/// <param name="options">Slots and times; null takes the defaults.</param>
public sealed class ClusterWorker(ClusterConnection cluster, TrialTypes types, IDataStore data, WorkerOptions? options = null)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    private readonly WorkerOptions options = options ?? new WorkerOptions();

    /// <summary>Works. While the database does not answer, trials go on and their outcomes wait.</summary>
    /// <param name="log">Told in a line of what a person should know; null tells nobody.</param>
    /// <param name="cancellationToken">Stops the trials; they are given back with their last checkpoints.</param>
    /// <returns>Trials that it brought to an end.</returns>
    /// <exception cref="ClusterException">The schema is another, the database refuses, or does not answer at the start.</exception>
    public long Run(Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        options.ThrowIfInvalid();
        ClusterSchema.ThrowIfOther(cluster);
        using AutoResetEvent change = new(initialState: false);
        using CancellationTokenRegistration wake = cancellationToken.Register(() => change.Set());
        WorkerSlots slots = new(types, data, options);
        using WorkerSession session = new(new LeaseTable(cluster, options.Lease), types, slots, options, () => change.Set());
        try
        {
            Work(session, change, log, cancellationToken);
        }
        finally
        {
            session.Stop();
            slots.Dispose();
        }

        TakeLeave(session, log);
        return session.Ended;
    }

    private void Work(WorkerSession session, AutoResetEvent change, Action<string>? log, CancellationToken cancellationToken)
    {
        ClusterException? trouble = null;
        long idleSince = options.Time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                session.Exchange(mayClaim: true);
                if (trouble is not null)
                {
                    log?.Invoke($"PostgreSQL at {cluster.Name} answers again.");
                    trouble = null;
                }
            }
            catch (ClusterException exception) when (exception.IsTransient)
            {
                if (exception.Message != trouble?.Message)
                {
                    log?.Invoke($"{exception.Message} Trials go on; trying again.");
                }

                trouble = exception;
            }

            if (session.Count > 0)
            {
                idleSince = options.Time.GetTimestamp();
            }
            else if (options.IdleLimit is { } limit && options.Time.GetElapsedTime(idleSince) >= limit && session.IsInTouch)
            {
                return;
            }

            Wait(session, change, trouble is not null);
        }
    }

    /// <summary>Waits for a trial's end or checkpoint, the next sign of life or, where a slot is free, the next time to ask for work.</summary>
    private void Wait(WorkerSession session, AutoResetEvent change, bool isInTrouble)
    {
        if (isInTrouble)
        {
            Thread.Sleep(options.Poll);
            return;
        }

        TimeSpan wait = session.UntilRenewal;
        change.WaitOne(session.Count < options.Slots && wait > options.Poll ? options.Poll : wait);
    }

    private void TakeLeave(WorkerSession session, Action<string>? log)
    {
        long started = options.Time.GetTimestamp();
        while (true)
        {
            try
            {
                session.Exchange(mayClaim: false);
                session.Leave();
                return;
            }
            catch (ClusterException exception) when (exception.IsTransient && options.Time.GetElapsedTime(started) < LastWords)
            {
                log?.Invoke(exception.Message);
                Thread.Sleep(options.Poll);
            }
            catch (ClusterException exception)
            {
                // Rights and tables do not come back within seconds: only silence is worth waiting out.
                log?.Invoke($"{exception.Message} Trials of this worker go on elsewhere when their leases have run out.");
                return;
            }
        }
    }
}
