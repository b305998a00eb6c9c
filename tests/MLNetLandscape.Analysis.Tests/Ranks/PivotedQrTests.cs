using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Analysis.Tests.Surfaces;

namespace MLNetLandscape.Analysis.Tests.Ranks;

public sealed class PivotedQrTests
{
    [Fact]
    public void The_longest_remaining_column_comes_first()
    {
        // (0, 0, 0), (1, 1, 0), (0, 4, 0), (0, 4, 3): of length 5 the last; beside it (0, 4, 0) has 12/5, (1, 1, 0) has sqrt(2 - 16/25).
        PivotedQr qr = Factor(3, [[0, 0, 0], [1, 1, 0], [0, 4, 0], [0, 4, 3]]);
        Assert.Equal([3, 2, 1, 0], qr.Order.ToArray());
        Assert.Equal([5, 2.4, 1], Enumerable.Range(0, 3).Select(k => Math.Round(Math.Abs(qr.Triangle(k, k)), 12)));
        Assert.Equal(3, qr.Rank(1e-12));
    }

    [Fact]
    public void A_leading_zero_column_does_not_hide_the_rank()
    {
        Assert.Equal(2, Factor(3, [[0, 0, 0], [1e-3, 0, 0], [1, 1, 1]]).Rank(1e-12));
        Assert.Equal(1, Factor(3, [[0, 0, 0], [1e-3, 0, 0], [1, 1, 1]]).Rank(0.01));
        Assert.Equal(0, Factor(2, [[0, 0], [0, 0]]).Rank(1e-12));
    }

    [Fact]
    public void Lengths_of_columns_are_those_of_what_remains()
    {
        double[][] columns = [.. Enumerable.Range(0, 6).Select(j => NetworkProblem.Normal(9, j))];
        PivotedQr qr = Factor(9, columns);
        for (int k = 0; k < 6; k++)
        {
            // |R[k, k]| is the distance of column Order[k] from the span of those before it, and no later column is further away.
            double[] distances = [.. qr.Order.ToArray()[k..].Select(j => Distance(columns, qr.Order[..k].ToArray(), j))];
            Assert.Equal(distances[0], Math.Abs(qr.Triangle(k, k)), 12);
            Assert.True(distances[0] >= distances.Max() - 1e-12);
        }
    }

    [Fact]
    public void Solves_least_squares_of_full_column_rank()
    {
        double[][] columns = [.. Enumerable.Range(0, 4).Select(j => NetworkProblem.Normal(7, j))];
        double[] y = NetworkProblem.Normal(7, 9), solution = new double[4];
        Matrix<double> a = Matrix<double>.Build.DenseOfColumnArrays(columns);
        double[] expected = [.. (a.TransposeThisAndMultiply(a).Inverse() * a.Transpose() * Vector<double>.Build.Dense(y))];
        PivotedQr qr = Factor(7, columns);
        qr.ApplyTransposed(y);
        qr.Solve(y, solution);
        Assert.All(expected.Zip(solution), pair => Assert.Equal(pair.First, pair.Second, 10));
    }

    private static double Distance(double[][] columns, int[] span, int column)
    {
        if (span.Length == 0)
        {
            return TensorPrimitives.Norm<double>(columns[column]);
        }

        Matrix<double> basis = Matrix<double>.Build.DenseOfColumnArrays(span.Select(j => columns[j])).QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
        Vector<double> x = Vector<double>.Build.Dense(columns[column]);
        return (x - (basis * basis.TransposeThisAndMultiply(x))).L2Norm();
    }

    private static PivotedQr Factor(int rows, double[][] columns)
    {
        PivotedQr qr = new(rows, columns.Length);
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j].CopyTo(qr.Column(j));
        }

        qr.Factor();
        return qr;
    }
}
