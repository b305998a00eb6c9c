using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Data;

/// <summary>A source that calls back every so many rows, so that a cancelled context is noticed within a long epoch.</summary>
internal sealed class WatchedBatchSource(IBatchSource source, Action watch) : IBatchSource
{
    /// <summary>Rows from one call to the next, some tens of milliseconds of training. Not a time: each call draws from the context's random numbers.</summary>
    private const int RowsBetweenCalls = 1 << 14;

    private Reader? idle;
    private long rows;

    public int FeatureCount => source.FeatureCount;

    public int TargetWidth => source.TargetWidth;

    public long? RowCount => source.RowCount;

    public string? Digest => source.Digest;

    public IBatchReader Open(int epoch)
    {
        Reader reader = Interlocked.Exchange(ref idle, null) ?? new Reader(this);
        reader.Inner = source.Open(epoch);
        return reader;
    }

    private void Count(int read)
    {
        rows += read;
        if (rows >= RowsBetweenCalls)
        {
            rows = 0;
            watch();
        }
    }

    private sealed class Reader(WatchedBatchSource owner) : IBatchReader
    {
        public IBatchReader? Inner { get; set; }

        public bool Read(Batch<float> batch)
        {
            bool any = Inner!.Read(batch);
            owner.Count(batch.Rows);
            return any;
        }

        public void Dispose()
        {
            Inner?.Dispose();
            Inner = null;
            owner.idle = this;
        }
    }
}
