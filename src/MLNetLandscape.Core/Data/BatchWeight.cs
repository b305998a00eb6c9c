namespace MLNetLandscape.Core.Data;

/// <summary>The weight by which the mean loss of a batch is divided.</summary>
public static class BatchWeight
{
    /// <summary>The total weight of the rows, summed in their order and in double precision.</summary>
    /// <exception cref="ArgumentException">It is not positive: the batch has no mean loss.</exception>
    public static double Total<T>(Batch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        double sum = 0;
        foreach (T weight in batch.Weights)
        {
            sum += double.CreateTruncating(weight);
        }

        return sum > 0
            ? sum
            : throw new ArgumentException(
                $"A batch needs rows of positive weight, but its {batch.Rows} rows have a total weight of {sum}. Leave out rows of weight 0, or take larger batches.",
                nameof(batch));
    }
}
