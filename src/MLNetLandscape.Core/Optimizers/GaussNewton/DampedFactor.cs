using System.Diagnostics.CodeAnalysis;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>Cholesky factors of damped curvature matrices, which can fail in floating point.</summary>
public static class DampedFactor
{
    /// <summary>Factors a symmetric matrix; false where it is not positive definite in floating point, or not finite.</summary>
    public static bool TryFactor(Matrix<double> matrix, [NotNullWhen(true)] out Cholesky<double>? factor)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        factor = null;
        try
        {
            factor = matrix.Cholesky();
        }
        catch (ArgumentException)
        {
            // MathNet says so of matrices that are not positive definite.
            return false;
        }

        return double.IsFinite(factor.DeterminantLn);
    }
}
