using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Training;

/// <summary>Two interleaving half circles with noise, targets -1 and +1.</summary>
internal static class TwoMoons
{
    public static Dataset<float> Create(int rows, long seed, double noise = 0.1)
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        float[] features = new float[2 * rows];
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++)
        {
            bool upper = i % 2 == 0;
            double angle = Math.PI * random.NextDouble();
            double x = upper ? Math.Cos(angle) : 1 - Math.Cos(angle);
            double y = upper ? Math.Sin(angle) : 0.5 - Math.Sin(angle);
            features[2 * i] = (float)(x + (noise * random.NextNormal()));
            features[(2 * i) + 1] = (float)(y + (noise * random.NextNormal()));
            targets[i] = upper ? 1 : -1;
        }

        return new Dataset<float> { Features = features, Targets = targets, Rows = rows };
    }
}
