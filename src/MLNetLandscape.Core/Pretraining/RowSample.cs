using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>At most so many rows of a data set.</summary>
internal static class RowSample
{
    private const int BatchRows = 256;

    /// <summary>All rows, or a random choice of them in their order.</summary>
    public static Dataset<T> Draw<T>(Dataset<T> data, int maximum, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (data.Rows <= maximum)
        {
            return data;
        }

        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        new RandomSource(seed).Split(RandomPurpose.Pretraining).Split(RandomPurpose.Shuffling).Shuffle(rows.AsSpan());
        int[] chosen = rows[..maximum];
        Array.Sort(chosen);
        return data.Select(chosen);
    }

    /// <summary>The first rows of epoch 0.</summary>
    public static Dataset<float> Read(IBatchSource source, int maximum, CancellationToken cancellationToken)
    {
        Batch<float> batch = new(Math.Min(BatchRows, maximum), source.FeatureCount, source.TargetWidth);
        List<float> features = [];
        List<float> targets = [];
        List<float> weights = [];
        using IBatchReader reader = source.Open(0);
        while (weights.Count < maximum && reader.Read(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rows = Math.Min(batch.Rows, maximum - weights.Count);
            features.AddRange(batch.Features[..(rows * batch.FeatureCount)]);
            targets.AddRange(batch.Targets[..(rows * batch.TargetWidth)]);
            weights.AddRange(batch.Weights[..rows]);
        }

        return new Dataset<float>
        {
            Features = features.ToArray(),
            Targets = targets.ToArray(),
            Weights = weights.TrueForAll(weight => weight == 1) ? default(ReadOnlyMemory<float>?) : weights.ToArray(),
            Rows = weights.Count,
        };
    }
}
