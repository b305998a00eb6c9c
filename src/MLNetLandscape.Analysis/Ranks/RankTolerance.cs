namespace MLNetLandscape.Analysis.Ranks;

/// <summary>When a singular value counts as zero.</summary>
public static class RankTolerance
{
    /// <summary>max(rows, columns) 2^-52, relative to the largest singular value: about what rounding leaves of an exact zero.</summary>
    /// <remarks>Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 5.4.1; MATLAB and NumPy use the same default.</remarks>
    public static double Relative(int rows, int columns) => Math.Max(rows, columns) * Math.ScaleB(1, -52);
}
