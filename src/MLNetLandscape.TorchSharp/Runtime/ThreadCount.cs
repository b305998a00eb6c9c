namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>LibTorch's number of threads, changed for a while and then put back.</summary>
/// <remarks>
/// The number belongs to a thread, and also to the process, for threads that have not used LibTorch yet. So of uses that overlap on several threads each puts back what the first
/// of them found: what a later one finds may be an earlier one's number. Within another use of the same thread it is that one's number that is put back. A thread that uses LibTorch
/// for the first time meanwhile keeps the number of that moment.
/// </remarks>
internal readonly struct ThreadCount : IDisposable
{
    private static readonly Lock Gate = new();
    private static int ThreadsInUse;
    private static int Found;

    [ThreadStatic]
    private static int Depth;

    private readonly int previous;

    private ThreadCount(int previous) => this.previous = previous;

    /// <summary>Uses so many threads until disposal; null leaves the number alone.</summary>
    public static ThreadCount Use(int? threads)
    {
        if (threads is not int wanted)
        {
            return default;
        }

        lock (Gate)
        {
            int previous = torch.get_num_threads();
            if (Depth == 0 && ThreadsInUse++ == 0)
            {
                Found = previous;
            }

            Depth++;
            Set(wanted);
            return new ThreadCount(previous);
        }
    }

    /// <summary>Puts the number back.</summary>
    public void Dispose()
    {
        if (previous == 0)
        {
            return;
        }

        lock (Gate)
        {
            Depth--;
            Set(Depth == 0 ? Found : previous);
            if (Depth == 0)
            {
                ThreadsInUse--;
            }
        }
    }

    private static void Set(int threads)
    {
        if (torch.get_num_threads() != threads)
        {
            torch.set_num_threads(threads);
        }
    }
}
