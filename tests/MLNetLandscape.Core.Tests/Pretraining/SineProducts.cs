using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Pretraining;

/// <summary>The data of the reference curves: x ~ N(0, I_2), y = sin(3 x1) sin(3 x2); the column of ones is the neurons' bias.</summary>
internal static class SineProducts
{
    public static Dataset<double> Create(int rows, long seed)
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        double[] features = new double[2 * rows];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            (features[2 * i], features[(2 * i) + 1]) = (random.NextNormal(), random.NextNormal());
            targets[i] = Math.Sin(3 * features[2 * i]) * Math.Sin(3 * features[(2 * i) + 1]);
        }

        return new Dataset<double> { Features = features, Targets = targets, Rows = rows };
    }
}
