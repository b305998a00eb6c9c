using System.Runtime.ExceptionServices;

namespace MLNetLandscape.Core.Threading;

/// <summary>A fixed number of threads that run one job at a time together; the caller is worker 0.</summary>
/// <remarks>
/// <para>A dispatch costs well under a microsecond while the workers are awake, and allocates nothing. A worker that has been idle for some
/// microseconds sleeps: spinning longer would starve the other hyperthread of its core.</para>
/// <para>A team of one starts no thread and runs jobs inline. A team that is dropped without <see cref="Dispose"/> ends its threads when it is
/// collected; they are background threads, so they never keep the process alive.</para>
/// </remarks>
public sealed class ThreadTeam : IDisposable
{
    private readonly TeamState state;
    private int running;

    /// <summary>Starts <paramref name="workers"/> - 1 threads.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="workers"/> is below 1.</exception>
    public ThreadTeam(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        Workers = workers;
        state = new TeamState(workers);
        if (workers == 1)
        {
            GC.SuppressFinalize(this);
        }

        // The threads know the state alone, so that this object can be collected while they wait.
        for (int worker = 1; worker < workers; worker++)
        {
            TeamWorker member = new(state, worker);
            new Thread(member.Loop) { IsBackground = true, Name = $"ThreadTeam worker {worker}" }.Start();
        }
    }

    /// <summary>Ends the threads of a team that nobody disposed. A refused constructor leaves no state behind.</summary>
    ~ThreadTeam() => state?.Stop();

    /// <summary>How many workers share a job, the caller included.</summary>
    public int Workers { get; }

    /// <summary>Runs the job on every worker and returns when all are done.</summary>
    /// <param name="job">The work.</param>
    /// <exception cref="InvalidOperationException">The team is already running a job: it serves one caller at a time.</exception>
    /// <exception cref="ObjectDisposedException">The team has been disposed.</exception>
    /// <remarks>An exception of a worker is rethrown here after all workers have finished; of several, the one of the lowest worker.</remarks>
    public void Run(IParallelJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        ObjectDisposedException.ThrowIf(state.Stopped, this);
        if (Interlocked.Exchange(ref running, 1) != 0)
        {
            throw new InvalidOperationException("The thread team is already running a job. A team serves one caller at a time; create one team per training.");
        }

        try
        {
            if (Workers == 1)
            {
                job.Execute(0, 1);
            }
            else
            {
                RunTogether(job);
            }
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        state.Stop();
        GC.SuppressFinalize(this);
    }

    private void RunTogether(IParallelJob job)
    {
        state.Begin(job);
        try
        {
            job.Execute(0, Workers);
        }
#pragma warning disable CA1031 // Rethrown below: the other workers must be done first, as they use the caller's buffers.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            state.Failures[0] = ExceptionDispatchInfo.Capture(exception);
        }

        state.AwaitEnd();
        GC.KeepAlive(this);
        for (int worker = 0; worker < Workers; worker++)
        {
            if (state.Failures[worker] is { } failure)
            {
                Array.Clear(state.Failures);
                failure.Throw();
            }
        }
    }
}
