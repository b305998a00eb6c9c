using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Directions;

/// <summary>Directions in parameter space with independent standard normal entries.</summary>
public static class RandomDirection
{
    /// <summary>Draws a direction.</summary>
    /// <param name="dimension">Parameters, at least 1.</param>
    /// <param name="seed">Equal seeds and indices give equal directions.</param>
    /// <param name="index">Which of the seed's directions.</param>
    public static double[] Normal(int dimension, long seed, int index = 0)
    {
        Require.AtLeast(dimension, 1, nameof(dimension), "");
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Run, index);
        double[] direction = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            direction[i] = random.NextNormal();
        }

        return direction;
    }
}
