namespace MLNetLandscape.Analysis.Cells;

/// <summary>The minimisers of the mean squared error within the formula of one cell, and whether any of them lies in that cell.</summary>
/// <remarks>
/// R = A^+ y + (I - A^+ A) c for any c; the error is ||(I - A A^+) y||^2 / N for all of them. Genuine iff some c has
/// sgn(z_i)(2 I_ij - 1) R_i'x_j > 0 for all i, j. Source: Bo Liu, arXiv:2002.04763 and arXiv:2006.09192.
/// </remarks>
public sealed record CellMinimum
{
    /// <summary>The rank of A.</summary>
    public required int Rank { get; init; }

    /// <summary>Columns of A, K d.</summary>
    public required int Columns { get; init; }

    /// <summary>The singular values of A, the largest first.</summary>
    public required IReadOnlyList<double> SingularValues { get; init; }

    /// <summary>Singular values at or below this count as zero.</summary>
    public required double Tolerance { get; init; }

    /// <summary>The mean squared error ||(I - A A^+) y||^2 / N, without a factor 1/2.</summary>
    public required double Loss { get; init; }

    /// <summary>A^+ y, the minimiser R of least norm: K x d.</summary>
    public required IReadOnlyList<double> MinimumNorm { get; init; }

    /// <summary>Whether a minimiser lies in the cell.</summary>
    public required CellVerdict Verdict { get; init; }

    /// <summary>What decided.</summary>
    public required CellTest Test { get; init; }

    /// <summary>
    /// The smallest sgn(z_i)(2 I_ij - 1) R_i'x_j / (||R|| ||x_j||) of the best minimiser, recomputed from it: positive inside the cell, negative
    /// outside; rows x_j = 0 have no side and are left out.
    /// </summary>
    public required double Margin { get; init; }

    /// <summary>The minimiser R that has the margin: K x d; w_i = R_i / z_i.</summary>
    public required IReadOnlyList<double> Witness { get; init; }

    /// <summary>Whether there is one minimiser only: A has full column rank.</summary>
    public bool IsUnique => Rank == Columns;
}
