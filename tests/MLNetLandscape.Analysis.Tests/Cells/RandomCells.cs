using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Cells;

/// <summary>Random one-hidden-layer problems: two normal features and a constant.</summary>
internal static class RandomCells
{
    public const int Features = 3;

    public static (Dataset<double> Data, ReluUnits Units) Create(int rows, int units, long seed)
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        double[] features = new double[rows * Features];
        double[] labels = new double[rows];
        for (int j = 0; j < rows; j++)
        {
            (features[3 * j], features[(3 * j) + 1], features[(3 * j) + 2]) = (random.NextNormal(), random.NextNormal(), 1);
            labels[j] = random.NextNormal();
        }

        double[] weights = new double[units * Features];
        double[] readout = new double[units];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = random.NextNormal();
        }

        for (int i = 0; i < units; i++)
        {
            readout[i] = random.NextInt32(2) == 0 ? -1.5 : 0.5;
        }

        return (new Dataset<double> { Features = features, Targets = labels, Rows = rows }, new ReluUnits(weights, readout));
    }

    /// <summary>The mean squared error of the network itself, without any cell.</summary>
    public static double Loss(Dataset<double> data, IReadOnlyList<double> weights, double[] readout)
    {
        double sum = 0;
        for (int j = 0; j < data.Rows; j++)
        {
            double residual = -data.Targets.Span[j];
            for (int i = 0; i < readout.Length; i++)
            {
                double z = 0;
                for (int f = 0; f < Features; f++)
                {
                    z += weights[(i * Features) + f] * data.Features.Span[(j * Features) + f];
                }

                residual += readout[i] * Math.Max(z, 0);
            }

            sum += residual * residual;
        }

        return sum / data.Rows;
    }
}
