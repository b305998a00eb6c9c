using MathNet.Numerics.LinearAlgebra;

namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>The small matrices on the diagonal of a <see cref="DampedFactor"/>.</summary>
internal static class DiagonalBlock
{
    /// <summary>Writes the inverse of a matrix's Cholesky factor; false where the matrix is not positive definite in floating point, or not finite.</summary>
    /// <param name="matrix">Symmetric.</param>
    /// <param name="n">Its rows.</param>
    /// <param name="inverse">Receives n x n numbers, row-major, zeros above the diagonal.</param>
    public static bool TryInvertFactor(double[] matrix, int n, Span<double> inverse)
    {
        Matrix<double> factor;
        try
        {
            factor = Matrix<double>.Build.Dense(n, n, matrix).Cholesky().Factor;
        }
        catch (ArgumentException)
        {
            // MathNet says so of matrices that are not positive definite.
            return false;
        }

        inverse.Clear();
        for (int column = 0; column < n; column++)
        {
            if (!double.IsFinite(factor[column, column]))
            {
                return false;
            }

            for (int row = column; row < n; row++)
            {
                double sum = row == column ? 1 : 0;
                for (int k = column; k < row; k++)
                {
                    sum -= factor[row, k] * inverse[(k * n) + column];
                }

                inverse[(row * n) + column] = sum / factor[row, row];
            }
        }

        return true;
    }
}
