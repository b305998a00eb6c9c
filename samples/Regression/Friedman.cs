using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Regression;

/// <summary>y = 10 sin(pi x1 x2) + 20 (x3 - 1/2)^2 + 10 x4 + 5 x5 + N(0, 1), ten features uniform on [0, 1]. Source: Friedman, Annals of Statistics, 1991.</summary>
internal static class Friedman
{
    public static IEnumerable<Example> Generate(int count, long seed)
    {
        RandomSource random = new(seed);
        for (int i = 0; i < count; i++)
        {
            float[] x = new float[Example.FeatureCount];
            for (int j = 0; j < x.Length; j++)
            {
                x[j] = (float)random.NextDouble();
            }

            double label = (10 * Math.Sin(Math.PI * x[0] * x[1])) + (20 * Math.Pow(x[2] - 0.5, 2)) + (10 * x[3]) + (5 * x[4]) + random.NextNormal();
            yield return new Example { Features = x, Label = (float)label };
        }
    }
}
