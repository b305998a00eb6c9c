using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Core.Optimizers.GaussNewton;

namespace MLNetLandscape.Core.Tests.Optimizers.GaussNewton;

public sealed class DampedFactorTests
{
    private const double Damping = 0.03;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 40)]
    [InlineData(31, 2)]
    [InlineData(32, 32)]
    [InlineData(33, 1)]
    [InlineData(64, 65)]
    [InlineData(131, 70)]
    public void Solves_rows_and_columns_as_a_library_does(int n, int count)
    {
        Matrix<double> matrix = Covariance(n, n / 2);
        Matrix<double> columns = Matrix<double>.Build.Dense(n, count, (i, j) => Math.Sin((1.3 * i) + (0.7 * j * j) + 0.1));
        Matrix<double> expected = (matrix + (Damping * Matrix<double>.Build.DenseIdentity(n))).Cholesky().Solve(columns);
        DampedFactor factor = new(n);
        Assert.True(factor.TryFactor(RowMajor(matrix), Damping));
        double[] solved = RowMajor(columns);
        factor.SolveColumns(solved, count);
        AssertClose(RowMajor(expected), solved);
        double[] rows = RowMajor(columns.Transpose());
        factor.SolveRows(rows, count);
        AssertClose(RowMajor(expected.Transpose()), rows);
    }

    [Fact]
    public void Gives_the_bits_of_a_new_factor_when_used_again()
    {
        double[] first = RowMajor(Covariance(50, 50)), second = RowMajor(Covariance(50, 10)), expected = Line(50), actual = Line(50);
        DampedFactor fresh = new(50), used = new(50);
        Assert.True(used.TryFactor(first, 1));
        used.SolveRows(Line(50), 1);
        Assert.True(used.TryFactor(second, Damping));
        Assert.True(fresh.TryFactor(second, Damping));
        used.SolveRows(actual, 1);
        fresh.SolveRows(expected, 1);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(69)]
    public void Says_where_a_matrix_is_not_positive_definite_and_takes_more_damping(int last)
    {
        Matrix<double> matrix = Covariance(70, 70);
        matrix[last, last] -= 5 * matrix.Diagonal().Maximum();
        double lift = -matrix.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum();
        DampedFactor factor = new(70);
        Assert.True(factor.TryFactor(RowMajor(Covariance(70, 70)), Damping));
        Assert.False(factor.TryFactor(RowMajor(matrix), 0.99 * lift));
        Assert.Equal(
            "There is no factor to solve with. Call TryFactor first, with more damping where it failed.",
            Assert.Throws<InvalidOperationException>(() => factor.SolveRows(Line(70), 1)).Message);
        Assert.True(factor.TryFactor(RowMajor(matrix), 1.01 * lift));
        factor.SolveRows(Line(70), 1);
    }

    [Theory]
    [InlineData(0, 0, double.NaN)]
    [InlineData(0, 0, double.PositiveInfinity)]
    [InlineData(40, 40, double.PositiveInfinity)]
    [InlineData(40, 3, double.NaN)]
    [InlineData(40, 3, double.NegativeInfinity)]
    public void Refuses_numbers_that_are_not_finite(int row, int column, double value)
    {
        double[] matrix = RowMajor(Covariance(45, 45));
        matrix[(row * 45) + column] = value;
        Assert.False(new DampedFactor(45).TryFactor(matrix, Damping));
    }

    [Fact]
    public void Reads_the_lower_triangle_alone()
    {
        double[] matrix = RowMajor(Covariance(40, 40)), expected = Line(40), actual = Line(40);
        DampedFactor factor = new(40);
        Assert.True(factor.TryFactor(matrix, Damping));
        factor.SolveRows(expected, 1);
        for (int i = 0; i < 40; i++)
        {
            Array.Fill(matrix, double.NaN, (i * 40) + i + 1, 39 - i);
        }

        Assert.True(factor.TryFactor(matrix, Damping));
        factor.SolveRows(actual, 1);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Refuses_spans_of_other_sizes()
    {
        DampedFactor factor = new(3);
        Assert.Equal(
            "A factor of dimension 3 takes that many numbers a row, but was given 8 numbers in 3 rows.",
            Assert.Throws<ArgumentException>(() => factor.TryFactor(new double[8], 1)).Message);
        Assert.True(factor.TryFactor([2, 0, 0, 0, 2, 0, 0, 0, 2], 1));
        Assert.Throws<ArgumentException>(() => factor.SolveRows(new double[5], 2));
        Assert.Throws<ArgumentException>(() => factor.SolveColumns(new double[7], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DampedFactor(0));
    }

    /// <summary>The second moment of as many rows: singular where there are fewer rows than columns.</summary>
    private static Matrix<double> Covariance(int n, int rows)
    {
        Matrix<double> x = Matrix<double>.Build.Dense(Math.Max(1, rows), n, (i, j) => Math.Cos((2.1 * i) + (0.9 * j) + (0.37 * i * j)));
        return x.TransposeThisAndMultiply(x) / x.RowCount;
    }

    private static double[] RowMajor(Matrix<double> matrix) => matrix.ToRowMajorArray();

    private static double[] Line(int n) => [.. Enumerable.Range(0, n).Select(i => Math.Sin(i + 1))];

    private static void AssertClose(double[] expected, double[] actual)
    {
        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * scale));
    }
}
