using MLNetLandscape.Analysis.Curvature.Layerwise;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Curvature.Layerwise;

/// <summary>Against the sums of the definition, across the borders of tiles (8 units), strips (16 columns), blocks (128 rows) and portions.</summary>
public sealed class PairProductTests
{
    [Theory]
    [InlineData(1, 1, 1, 4)]
    [InlineData(8, 16, 5, 5)]
    [InlineData(9, 17, 7, 3)]
    [InlineData(3, 5, 300, 300)]
    [InlineData(11, 20, 290, 130)]
    public void Is_the_sum_over_rows_of_every_pair_of_units(int units, int columns, int rows, int capacity)
    {
        RandomSource random = new(4);
        PairProduct product = new(units, columns, capacity);
        double[,,] expected = new double[units, units, columns];
        for (int row = 0; row < rows; row++)
        {
            double[] hessian = Normal(ref random, units * units), q = Normal(ref random, columns);
            if (row % 3 == 1)
            {
                // A unit without curvature, as a dead one.
                hessian.AsSpan(row % units * units, units).Clear();
            }

            for (int i = 0; i < units * units * columns; i++)
            {
                (int pair, int c) = Math.DivRem(i, columns);
                expected[pair / units, pair % units, c] += hessian[pair] * q[c];
            }

            product.Add(hessian, q);
        }

        product.Flush();
        for (int j = 0; j < units; j++)
        {
            for (int k = j; k < units; k++)
            {
                for (int c = 0; c < columns; c++)
                {
                    Assert.Equal(expected[j, k, c], product.Result(j, k)[c], 10);
                }
            }
        }
    }

    private static double[] Normal(ref RandomSource random, int count) => Problem.Normal(ref random, count, 1);
}
