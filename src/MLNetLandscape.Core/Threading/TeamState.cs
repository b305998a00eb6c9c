using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace MLNetLandscape.Core.Threading;

/// <summary>What the caller and the threads of a <see cref="ThreadTeam"/> share.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Threads may wait on the events until they end; the events are reclaimed with the last of them.")]
internal sealed class TeamState
{
    /// <summary>Spins before a wait sleeps. A spin of about 40 cycles makes this some microseconds: longer than the gap between two dispatches of a step.</summary>
    private const int Spins = 200;

    private readonly AutoResetEvent ended = new(false);
    private readonly AutoResetEvent[] wake;
    private readonly int[] asleep;
    private IParallelJob? job;
    private int generation;
    private int pending;
    private int callerAsleep;
    private volatile bool stopped;

    public TeamState(int workers)
    {
        Workers = workers;
        Failures = new ExceptionDispatchInfo?[workers];
        asleep = new int[workers];
        wake = new AutoResetEvent[workers];
        for (int worker = 1; worker < workers; worker++)
        {
            wake[worker] = new AutoResetEvent(false);
        }
    }

    public int Workers { get; }

    public bool Stopped => stopped;

    /// <summary>What each worker threw in the current job.</summary>
    public ExceptionDispatchInfo?[] Failures { get; }

    /// <summary>Hands the job to all threads.</summary>
    public void Begin(IParallelJob next)
    {
        job = next;
        Volatile.Write(ref pending, Workers - 1);
        Advance();
    }

    /// <summary>Waits until every thread has done its share.</summary>
    public void AwaitEnd()
    {
        for (int spin = 0; spin < Spins; spin++)
        {
            if (Volatile.Read(ref pending) == 0)
            {
                job = null;
                return;
            }

            Thread.SpinWait(1);
        }

        // Dekker's handshake: each side writes its own flag with a full fence, then reads the other's, so at least one sees the other.
        // A signal that is left over from a race only makes a later wait look again.
        while (Volatile.Read(ref pending) != 0)
        {
            Interlocked.Exchange(ref callerAsleep, 1);
            if (Volatile.Read(ref pending) != 0)
            {
                ended.WaitOne();
            }
        }

        Volatile.Write(ref callerAsleep, 0);
        job = null;
    }

    /// <summary>Waits for the generation after <paramref name="seen"/>; false when the team has ended.</summary>
    public bool AwaitJob(int worker, int seen)
    {
        for (int spin = 0; spin < Spins; spin++)
        {
            if (Volatile.Read(ref generation) != seen)
            {
                return !stopped;
            }

            Thread.SpinWait(1);
        }

        while (Volatile.Read(ref generation) == seen)
        {
            Interlocked.Exchange(ref asleep[worker], 1);
            if (Volatile.Read(ref generation) == seen)
            {
                wake[worker].WaitOne();
            }

            Volatile.Write(ref asleep[worker], 0);
        }

        return !stopped;
    }

    /// <summary>Does the share of one thread.</summary>
    public void Execute(int worker)
    {
        try
        {
            job!.Execute(worker, Workers);
        }
#pragma warning disable CA1031 // Kept for the caller, who rethrows it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failures[worker] = ExceptionDispatchInfo.Capture(exception);
        }

        if (Interlocked.Decrement(ref pending) == 0 && Interlocked.Exchange(ref callerAsleep, 0) == 1)
        {
            ended.Set();
        }
    }

    public void Stop()
    {
        if (!stopped)
        {
            stopped = true;
            Advance();
        }
    }

    private void Advance()
    {
        Interlocked.Increment(ref generation);
        for (int worker = 1; worker < Workers; worker++)
        {
            if (Interlocked.Exchange(ref asleep[worker], 0) == 1)
            {
                wake[worker].Set();
            }
        }
    }
}
