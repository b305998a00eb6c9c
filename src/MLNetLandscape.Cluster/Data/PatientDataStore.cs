using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Data;

/// <summary>The store as one trial reads it: a trial that reads while the database is away waits for it, as its outcome would.</summary>
/// <param name="data">The store.</param>
/// <param name="pause">The time between tries.</param>
/// <param name="timeLimit">After how long the trial fails with what the store says; null never.</param>
/// <param name="time">The clock of the limit.</param>
/// <param name="cancellationToken">Stops the trial.</param>
internal sealed class PatientDataStore(IDataStore data, TimeSpan pause, TimeSpan? timeLimit, TimeProvider time, CancellationToken cancellationToken) : IDataStore
{
    private readonly long started = time.GetTimestamp();

    private bool IsLate => time.GetElapsedTime(started) >= timeLimit;

    /// <summary>Does not wait: a stream can be read only once.</summary>
    public ContentHash Put(Stream content) => data.Put(content);

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => Repeat(() => data.Contains(hash));

    /// <inheritdoc/>
    public Stream Open(ContentHash hash) => Repeat(() => data.Open(hash));

    private T Repeat<T>(Func<T> read)
    {
        while (true)
        {
            try
            {
                return read();
            }
            catch (ClusterException exception) when (exception.IsTransient && !IsLate)
            {
                cancellationToken.WaitHandle.WaitOne(pause);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
