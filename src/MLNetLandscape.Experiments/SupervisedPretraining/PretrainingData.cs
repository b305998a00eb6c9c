using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>The data of the article.</summary>
internal static class PretrainingData
{
    private static readonly (double Sigma, double Height)[] Terms = [(1.7, 1), (1, -2), (0.5, 2.5), (0.35, -1.6)];

    /// <summary>x ~ N(0, I_2), y = sin(3 x1) sin(3 x2); the article's column of ones is the neurons' bias.</summary>
    public static Dataset<double> Sines(int rows, long seed)
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

    /// <summary>Evenly spaced x in [-3, 3], y = sum of h exp(-(x / sigma)^2).</summary>
    public static Dataset<double> Gaussians(int rows)
    {
        double[] features = [.. Enumerable.Range(0, rows).Select(i => -3 + (6.0 * i / (rows - 1)))];
        double[] targets = [.. features.Select(x => Terms.Sum(term => term.Height * Math.Exp(-(x / term.Sigma) * (x / term.Sigma))))];
        return new Dataset<double> { Features = features, Targets = targets, Rows = rows };
    }
}
