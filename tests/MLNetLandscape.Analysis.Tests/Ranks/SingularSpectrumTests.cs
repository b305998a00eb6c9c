using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Ranks;

public sealed class SingularSpectrumTests
{
    [Theory]
    [InlineData(5, 5)]
    [InlineData(9, 4)]
    [InlineData(4, 9)]
    [InlineData(1, 7)]
    public void Agrees_with_a_dense_library_decomposition(int rows, int columns)
    {
        double[] matrix = Random(rows * columns, 1);
        SingularSpectrum spectrum = SingularSpectrum.Of(matrix, rows);
        double[] expected = [.. Matrix<double>.Build.DenseOfRowMajor(rows, columns, matrix).Svd(false).S];
        Assert.Equal(expected.Length, spectrum.Values.Count);
        Assert.All(expected.Zip(spectrum.Values), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.Equal(Math.Min(rows, columns), spectrum.Rank);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1000, 1)]
    [InlineData(-1000, 1)]
    [InlineData(1000, -1)]
    [InlineData(-1000, -1)]
    public void Scaling_by_a_power_of_two_scales_the_spectrum_even_where_squares_overflow(int exponent, int sign)
    {
        double[] matrix = [.. new double[] { 3, 1, 0, -1, 2, 0.5, 0.25, 1, 1 }.Select(value => sign * Math.ScaleB(value, exponent))];
        SingularSpectrum spectrum = SingularSpectrum.Of(matrix, 3);
        Assert.Equal(SingularSpectrum.Of([3, 1, 0, -1, 2, 0.5, 0.25, 1, 1], 3).Values.Select(value => Math.ScaleB(value, exponent)), spectrum.Values);
        Assert.Equal(3, spectrum.Rank);
    }

    [Fact]
    public void Keeps_the_small_values_that_a_Gram_matrix_would_lose()
    {
        // Diagonal 1, 1e-5, 1e-12 between orthogonal factors: squared, the last would drown in rounding.
        double[] u = [.. Matrix<double>.Build.DenseOfRowMajor(3, 3, Random(9, 2)).QR().Q.ToColumnMajorArray()];
        double[] v = [.. Matrix<double>.Build.DenseOfRowMajor(3, 3, Random(9, 3)).QR().Q.ToColumnMajorArray()];
        double[] sigma = [1, 1e-5, 1e-12];
        double[] matrix = new double[9];
        for (int i = 0; i < 9; i++)
        {
            matrix[i] = Enumerable.Range(0, 3).Sum(k => u[(3 * k) + (i / 3)] * sigma[k] * v[(3 * k) + (i % 3)]);
        }

        SingularSpectrum spectrum = SingularSpectrum.Of(matrix, 3);
        Assert.Equal(1e-12, spectrum.Values[2], 1e-15);
        Assert.Equal(3, spectrum.Rank);
        Assert.Equal(2, SingularSpectrum.Of(matrix, 3, 1e-10).Rank);
        Assert.Equal(1e7, SingularSpectrum.Of(matrix, 3, 1e-10).Gap, 1e4);
    }

    [Fact]
    public void Finds_a_dependent_row()
    {
        double[] matrix = Random(12, 4);
        for (int j = 0; j < 4; j++)
        {
            matrix[8 + j] = (2 * matrix[j]) - matrix[4 + j];
        }

        SingularSpectrum spectrum = SingularSpectrum.Of(matrix, 3);
        Assert.Equal(2, spectrum.Rank);
        Assert.False(spectrum.HasFullRowRank);
        Assert.True(spectrum.Gap > 1e12);
    }

    [Fact]
    public void A_zero_matrix_has_rank_zero() => Assert.Equal(0, SingularSpectrum.Of(new double[6], 2).Rank);

    [Fact]
    public void Refuses_a_tolerance_of_zero_and_numbers_that_are_not_finite()
    {
        Assert.Equal(
            "RankTolerance must be positive and finite, but was 0. Pass null for the default, max(rows, columns) times 2^-52.",
            Assert.Throws<ArgumentException>(() => SingularSpectrum.Of([1, 2], 1, 0)).Message);
        Assert.StartsWith("matrix[1] must be finite, but was NaN.", Assert.Throws<ArgumentException>(() => SingularSpectrum.Of([1, double.NaN], 1)).Message, StringComparison.Ordinal);
    }

    private static double[] Random(int count, long seed)
    {
        RandomSource random = new(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextNormal();
        }

        return values;
    }
}
