namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>LibTorch's number of threads, changed for a while and then put back.</summary>
internal readonly struct ThreadCount : IDisposable
{
    private readonly int found;

    private ThreadCount(int found) => this.found = found;

    /// <summary>Uses so many threads until disposal; null leaves the number alone.</summary>
    public static ThreadCount Use(int? threads)
    {
        if (threads is not int wanted)
        {
            return default;
        }

        int found = torch.get_num_threads();
        if (found == wanted)
        {
            return default;
        }

        torch.set_num_threads(wanted);
        return new ThreadCount(found);
    }

    /// <summary>Puts the number back.</summary>
    public void Dispose()
    {
        if (found > 0)
        {
            torch.set_num_threads(found);
        }
    }
}
