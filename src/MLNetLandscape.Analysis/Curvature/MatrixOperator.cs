using MathNet.Numerics.LinearAlgebra;

namespace MLNetLandscape.Analysis.Curvature;

/// <summary>A symmetric matrix in memory as an operator.</summary>
public sealed class MatrixOperator : ICurvatureOperator
{
    private readonly Matrix<double> matrix;

    /// <summary>Binds the matrix, which is not copied.</summary>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public MatrixOperator(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        this.matrix = matrix.RowCount == matrix.ColumnCount
            ? matrix
            : throw new ArgumentException($"A curvature matrix must be square, but was {matrix.RowCount} x {matrix.ColumnCount}.", nameof(matrix));
    }

    /// <inheritdoc/>
    public int Dimension => matrix.RowCount;

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        OperatorRules.CheckLengths(this, vector, product);
        matrix.Multiply(CreateVector.Dense(vector.ToArray())).AsArray().CopyTo(product);
    }
}
