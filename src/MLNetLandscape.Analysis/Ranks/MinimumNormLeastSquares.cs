using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MLNetLandscape.Analysis.Ranks;

/// <summary>All minimisers of ||A x - y||: x = A^+ y + B u, with an orthonormal basis B of the null space of A.</summary>
/// <remarks>By A P = Q R and the singular values of R, which are those of A.</remarks>
internal sealed class MinimumNormLeastSquares
{
    /// <summary>Components of A'y up to this, relative to ||A|| ||y||, are rounding: a thousand times double's precision, for the sums involved.</summary>
    private const double SlopeTolerance = 1e-12;

    /// <summary>Solves with the columns that <paramref name="qr"/> holds, and consumes them.</summary>
    /// <param name="qr">A.</param>
    /// <param name="y">The right side.</param>
    /// <param name="relativeTolerance">Singular values up to this share of the largest count as zero; null takes max(rows, columns) times the unit roundoff 2^-52.</param>
    public MinimumNormLeastSquares(PivotedQr qr, ReadOnlySpan<double> y, double? relativeTolerance)
    {
        double[] rotated = y.ToArray();
        qr.Factor();
        qr.ApplyTransposed(rotated);
        Svd<double> svd = Matrix<double>.Build.Dense(qr.Steps, qr.Columns, (i, j) => i <= j ? qr.Triangle(i, j) : 0).Svd();
        SingularValues = [.. svd.S];
        double largest = SingularValues[0];
        Tolerance = largest * (relativeTolerance ?? RankTolerance.Relative(qr.Rows, qr.Columns));
        Rank = SingularValues.Count(value => value > Tolerance);
        Solution = new double[qr.Columns];
        double rounding = SlopeTolerance * TensorPrimitives.Norm(y);
        if (Enumerable.Range(0, Rank).Any(k => SingularValues[k] / largest * Math.Abs(Projection(qr, svd, rotated, k)) > rounding))
        {
            for (int k = 0; k < Rank; k++)
            {
                Explain(qr, svd, rotated, k);
            }
        }

        RowSpace = [.. Enumerable.Range(0, Rank).Select(k => RightVector(qr, svd, k))];
        NullSpace = [.. Enumerable.Range(Rank, qr.Columns - Rank).Select(k => RightVector(qr, svd, k))];
        ResidualSquares = TensorPrimitives.SumOfSquares<double>(rotated);
    }

    /// <summary>The singular values of A, the largest first.</summary>
    public double[] SingularValues { get; }

    /// <summary>At or below it, a singular value counts as zero.</summary>
    public double Tolerance { get; }

    /// <summary>Singular values above the tolerance.</summary>
    public int Rank { get; }

    /// <summary>A^+ y: exactly 0 where A'y is 0 within rounding, for what is computed there has the direction of rounding.</summary>
    public double[] Solution { get; }

    /// <summary>The right singular vectors of the singular values above the tolerance.</summary>
    public double[][] RowSpace { get; }

    /// <summary>The columns of B.</summary>
    public double[][] NullSpace { get; }

    /// <summary>||A A^+ y - y||^2.</summary>
    public double ResidualSquares { get; }

    /// <summary>Moves what the k-th left vector explains of Q'y into the solution; what remains in the end is the residual.</summary>
    private void Explain(PivotedQr qr, Svd<double> svd, double[] rotated, int k)
    {
        double projection = Projection(qr, svd, rotated, k);
        for (int i = 0; i < qr.Steps; i++)
        {
            rotated[i] -= projection * svd.U[i, k];
        }

        for (int j = 0; j < qr.Columns; j++)
        {
            Solution[qr.Order[j]] += projection / SingularValues[k] * svd.VT[k, j];
        }
    }

    /// <summary>What the k-th left vector explains of Q'y.</summary>
    private static double Projection(PivotedQr qr, Svd<double> svd, double[] rotated, int k)
    {
        double projection = 0;
        for (int i = 0; i < qr.Steps; i++)
        {
            projection += svd.U[i, k] * rotated[i];
        }

        return projection;
    }

    private static double[] RightVector(PivotedQr qr, Svd<double> svd, int k)
    {
        double[] vector = new double[qr.Columns];
        for (int j = 0; j < qr.Columns; j++)
        {
            vector[qr.Order[j]] = svd.VT[k, j];
        }

        return vector;
    }
}
