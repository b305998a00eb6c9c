using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace MLNetLandscape.Analysis.Curvature;

/// <summary>Writes an operator out as a matrix, where it is small.</summary>
public static class DenseCurvature
{
    /// <summary>The default largest dimension: a matrix of 4,000 x 4,000 doubles takes 128 MB, and its eigenvalues take a minute.</summary>
    public const int DefaultLimit = 4000;

    /// <summary>The matrix, column by column, made symmetric by (M + M') / 2.</summary>
    /// <param name="curvature">The operator; as many products are taken as it has columns.</param>
    /// <param name="limit">The largest dimension to write out.</param>
    /// <exception cref="ArgumentException">The operator is larger than the limit.</exception>
    public static Matrix<double> ToMatrix(this ICurvatureOperator curvature, int limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(curvature);
        int dimension = curvature.Dimension;
        if (dimension > limit)
        {
            string gigabytes = ((double)dimension * dimension * sizeof(double) / 1e9).ToString("0.##", CultureInfo.InvariantCulture);
            throw new ArgumentException(
                $"A dense matrix of {dimension} x {dimension} numbers takes {gigabytes} GB, and the limit is {limit} rows. For extreme eigenvalues use "
                + "ExtremeEigenvalues, for the trace TraceEstimator, for the whole spectrum SpectralDensity: they need products alone. Or raise the limit.",
                nameof(curvature));
        }

        double[] values = new double[checked(dimension * dimension)];
        double[] unit = new double[dimension];
        for (int j = 0; j < dimension; j++)
        {
            unit[j] = 1;
            curvature.Multiply(unit, values.AsSpan(j * dimension, dimension));
            unit[j] = 0;
        }

        for (int j = 0; j < dimension; j++)
        {
            for (int i = 0; i < j; i++)
            {
                double mean = (values[(j * dimension) + i] + values[(i * dimension) + j]) / 2;
                values[(j * dimension) + i] = values[(i * dimension) + j] = mean;
            }
        }

        return Matrix<double>.Build.Dense(dimension, dimension, values);
    }

    /// <summary>All eigenvalues of a symmetric matrix, ascending.</summary>
    public static double[] SymmetricEigenvalues(this Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[] values = [.. matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real)];
        Array.Sort(values);
        return values;
    }
}
