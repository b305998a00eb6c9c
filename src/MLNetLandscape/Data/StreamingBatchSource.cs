using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Data;

/// <summary>Delivers a data view's rows batch by batch, read anew each time and shuffled within a buffer.</summary>
/// <remarks>
/// The buffer is filled; then each row delivered is drawn at random from it and replaced by the next row of the view. The order of an epoch
/// depends on (seed, epoch) and the view's own order alone. Once a reader is disposed the source hands it out again.
/// </remarks>
internal sealed class StreamingBatchSource(StreamedRows rows, RowScaling scaling, long rowCount, int bufferRows, long? shuffleSeed) : IBatchSource
{
    private StreamingBatchReader? idle;

    public int FeatureCount => rows.Columns.FeatureCount;

    public int TargetWidth => 1;

    public long? RowCount => rowCount;

    public IBatchReader Open(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        StreamingBatchReader reader = Interlocked.Exchange(ref idle, null)
            ?? new StreamingBatchReader(this, rows, scaling, shuffleSeed is null ? 1 : (int)Math.Min(bufferRows, Math.Max(rowCount, 1)));
        reader.Start(shuffleSeed, epoch);
        return reader;
    }

    /// <summary>Takes a reader back for the next <see cref="Open"/>.</summary>
    internal void Return(StreamingBatchReader reader) => idle = reader;
}
