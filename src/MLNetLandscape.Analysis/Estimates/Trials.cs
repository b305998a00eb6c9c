using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MLNetLandscape.Analysis.Estimates;

/// <summary>Runs independent, numbered trials on several threads.</summary>
internal static class Trials
{
    /// <summary>Blocks of trials per thread: enough to even out their cost, few enough that a workspace pays.</summary>
    private const int BlocksPerThread = 16;

    /// <summary>Does every trial 0 .. count - 1 once. A trial must depend on its number alone; then the results do not depend on the threads.</summary>
    /// <typeparam name="TWorkspace">Buffers that trials reuse one after another; disposed of at the end where they can be.</typeparam>
    /// <param name="count">How many trials.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <param name="create">Makes a workspace.</param>
    /// <param name="trial">One trial.</param>
    /// <param name="progress">Told the share that is done, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static void Run<TWorkspace>(
        int count, int threads, Func<TWorkspace> create, Action<TWorkspace, int> trial, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        int blocks = (int)Math.Min(count, (long)threads * BlocksPerThread);
        int done = 0;
        ConcurrentBag<TWorkspace> idle = [];
        ConcurrentBag<IDisposable> owned = [];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, blocks, parallel, block =>
            {
                TWorkspace workspace = idle.TryTake(out TWorkspace? used) ? used : Create();
                int end = (int)((block + 1L) * count / blocks);
                for (int index = (int)((long)block * count / blocks); index < end; index++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    trial(workspace, index);
                }

                idle.Add(workspace);
                progress?.Report((double)Interlocked.Increment(ref done) / blocks);
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        finally
        {
            foreach (IDisposable workspace in owned)
            {
                workspace.Dispose();
            }
        }

        TWorkspace Create()
        {
            TWorkspace workspace = create();
            if (workspace is IDisposable disposable)
            {
                owned.Add(disposable);
            }

            return workspace;
        }
    }
}
