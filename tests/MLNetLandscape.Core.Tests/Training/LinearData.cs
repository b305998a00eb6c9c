using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Training;

/// <summary>y = 2 x1 - x2 + 0.5 plus noise, on standard normal features.</summary>
internal static class LinearData
{
    public static InMemoryBatchSource Source(int rows, long seed = 5, long? shuffleSeed = 11, float scale = 1) =>
        new(Create(rows, seed, scale), shuffleSeed);

    public static Dataset<float> Create(int rows, long seed, float scale = 1)
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        float[] features = new float[rows * 2];
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++)
        {
            (double a, double b) = (random.NextNormal(), random.NextNormal());
            (features[2 * i], features[(2 * i) + 1]) = ((float)a * scale, (float)b * scale);
            targets[i] = (float)((2 * a) - b + 0.5 + (0.1 * random.NextNormal()));
        }

        return new Dataset<float> { Features = features, Targets = targets, Rows = rows };
    }

    /// <summary>The same rows from a source that does not know how many they are.</summary>
    public static IBatchSource Stream(int rows) => new UncountedSource(Source(rows));

    private sealed class UncountedSource(IBatchSource inner) : IBatchSource
    {
        public int FeatureCount => inner.FeatureCount;

        public int TargetWidth => inner.TargetWidth;

        public long? RowCount => null;

        public IBatchReader Open(int epoch) => inner.Open(epoch);
    }
}
