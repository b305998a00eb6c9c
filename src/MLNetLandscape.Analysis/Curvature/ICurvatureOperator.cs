namespace MLNetLandscape.Analysis.Curvature;

/// <summary>A symmetric matrix known by its products with vectors: what spectra, traces and solvers consume.</summary>
/// <remarks>Deterministic: equal vectors give equal bits. Not safe for concurrent calls.</remarks>
public interface ICurvatureOperator
{
    /// <summary>Rows, and columns, of the matrix.</summary>
    int Dimension { get; }

    /// <summary>Writes the product of the matrix with <paramref name="vector"/>.</summary>
    /// <param name="vector">As long as <see cref="Dimension"/>.</param>
    /// <param name="product">As long as <see cref="Dimension"/>, overwritten; no part of <paramref name="vector"/>.</param>
    /// <exception cref="ArgumentException">A length is not <see cref="Dimension"/>.</exception>
    void Multiply(ReadOnlySpan<double> vector, Span<double> product);
}
