using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Data;

/// <summary>One reading of a <see cref="StreamingBatchSource"/>.</summary>
internal sealed class StreamingBatchReader(StreamingBatchSource source, StreamedRows rows, RowScaling scaling, int bufferRows) : IBatchReader
{
    private readonly int width = rows.Columns.FeatureCount;
    private readonly float[] features = new float[checked(bufferRows * rows.Columns.FeatureCount)];
    private readonly float[] targets = new float[bufferRows];
    private readonly float[] weights = new float[bufferRows];
    private RandomSource random;
    private RowReader? reader;
    private int held;
    private bool isEnded;

    /// <summary>Goes to the first row of <paramref name="epoch"/>; a start that fails leaves nothing to dispose.</summary>
    internal void Start(long? shuffleSeed, int epoch)
    {
        random = new RandomSource(shuffleSeed ?? 0).Split(RandomPurpose.Shuffling, epoch);
        reader = rows.Open();
        (held, isEnded) = (0, false);
        try
        {
            Fill();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public bool Read(Batch<float> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(reader is null, this);
        int count = 0;
        batch.Rows = batch.Capacity;
        while (count < batch.Capacity && held > 0)
        {
            int drawn = bufferRows == 1 ? 0 : random.NextInt32(held);
            Row(drawn).CopyTo(batch.Features[(count * width)..]);
            (batch.Targets[count], batch.Weights[count]) = (targets[drawn], weights[drawn]);
            count++;
            Replace(drawn);
        }

        batch.Rows = count;
        return count > 0;
    }

    public void Dispose()
    {
        if (reader is not null)
        {
            reader.Dispose();
            reader = null;
            source.Return(this);
        }
    }

    private void Fill()
    {
        while (held < bufferRows && ReadInto(held))
        {
            held++;
        }
    }

    /// <summary>Puts the view's next row in a place of the buffer, or the buffer's last row once the view has ended.</summary>
    private void Replace(int place)
    {
        if (!isEnded && ReadInto(place))
        {
            return;
        }

        held--;
        if (place < held)
        {
            Row(held).CopyTo(Row(place));
            (targets[place], weights[place]) = (targets[held], weights[held]);
        }
    }

    private bool ReadInto(int place)
    {
        while (reader!.Read(Row(place)))
        {
            if (rows.Share.Contains(reader.Position))
            {
                scaling.Features?.Apply(Row(place));
                (targets[place], weights[place]) = (scaling.Label.ToTarget(reader.Target), reader.Weight);
                return true;
            }
        }

        isEnded = true;
        return false;
    }

    private Span<float> Row(int place) => features.AsSpan(place * width, width);
}
