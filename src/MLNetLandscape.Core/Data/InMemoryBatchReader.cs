using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Data;

/// <summary>One reading of an <see cref="InMemoryBatchSource"/>.</summary>
internal sealed class InMemoryBatchReader(InMemoryBatchSource source, Dataset<float> data, long? shuffleSeed) : IBatchReader
{
    private readonly int[]? order = shuffleSeed is null ? null : new int[data.Rows];
    private int position;
    private bool open;

    /// <summary>Goes to the first row of <paramref name="epoch"/>.</summary>
    internal void Start(int epoch)
    {
        (position, open) = (0, true);
        if (order is null)
        {
            return;
        }

        // From the identity, not from the last epoch's order: the order must depend on (seed, epoch) alone.
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        RandomSource random = new RandomSource(shuffleSeed!.Value).Split(RandomPurpose.Shuffling, epoch);
        random.Shuffle(order.AsSpan());
    }

    /// <inheritdoc/>
    public bool Read(Batch<float> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(!open, this);
        CheckWidth("features", batch.FeatureCount, data.FeatureCount);
        CheckWidth("numbers in a target", batch.TargetWidth, data.TargetWidth);

        batch.Rows = Math.Min(batch.Capacity, data.Rows - position);
        if (batch.Rows == 0)
        {
            return false;
        }

        if (order is null)
        {
            CopyRange(batch);
        }
        else
        {
            CopyRows(batch, order.AsSpan(position, batch.Rows));
        }

        position += batch.Rows;
        return true;
    }

    /// <summary>Ends the reading and gives the reader back to its source.</summary>
    public void Dispose()
    {
        if (open)
        {
            open = false;
            source.Return(this);
        }
    }

    private void CopyRange(Batch<float> batch)
    {
        data.Features.Span.Slice(position * data.FeatureCount, batch.Rows * data.FeatureCount).CopyTo(batch.Features);
        data.Targets.Span.Slice(position * data.TargetWidth, batch.Rows * data.TargetWidth).CopyTo(batch.Targets);
        if (data.Weights is { } weights)
        {
            weights.Span.Slice(position, batch.Rows).CopyTo(batch.Weights);
        }
        else
        {
            batch.Weights.Fill(1);
        }
    }

    private void CopyRows(Batch<float> batch, ReadOnlySpan<int> rows)
    {
        Gather(data.Features.Span, rows, data.FeatureCount, batch.Features);
        Gather(data.Targets.Span, rows, data.TargetWidth, batch.Targets);
        if (data.Weights is { } weights)
        {
            Gather(weights.Span, rows, 1, batch.Weights);
        }
        else
        {
            batch.Weights.Fill(1);
        }
    }

    private static void Gather(ReadOnlySpan<float> source, ReadOnlySpan<int> rows, int width, Span<float> destination)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            source.Slice(rows[i] * width, width).CopyTo(destination.Slice(i * width, width));
        }
    }

    private static void CheckWidth(string what, int batch, int data)
    {
        if (batch != data)
        {
            throw new ArgumentException($"The batch must have as many {what} as the data, {data}, but has {batch}.");
        }
    }
}
