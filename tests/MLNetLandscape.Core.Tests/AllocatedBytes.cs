namespace MLNetLandscape.Core.Tests;

/// <summary>Measures what an action allocates on the heap.</summary>
internal static class AllocatedBytes
{
    /// <summary>The least that a few runs of <paramref name="action"/> allocate on this thread.</summary>
    /// <remarks>A collection that another test sets off charges the unused rest of this thread's allocation buffer, up to 8 KiB, to the run it falls into.</remarks>
    public static long Least(Action action)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 4; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
