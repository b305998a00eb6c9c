using System.Globalization;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Streaming;

/// <summary>A made-up table as text: a label of 0 or 1, then features. The product of the first two and the third decide the label.</summary>
internal static class TableFile
{
    public const int FeatureCount = 10;

    public static void Write(string path, int rows, long seed)
    {
        RandomSource random = new(seed);
        double[] x = new double[FeatureCount];
        using StreamWriter writer = new(path);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                x[j] = Math.Round((2 * random.NextDouble()) - 1, 3);
            }

            writer.Write((2 * x[0] * x[1]) + x[2] > 0 ? '1' : '0');
            foreach (double value in x)
            {
                writer.Write(',');
                writer.Write(value.ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteLine();
        }
    }
}
