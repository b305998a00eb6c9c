using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Ranks;

/// <summary>All singular values of a matrix, and the rank at a stated tolerance.</summary>
public sealed record SingularSpectrum
{
    private SingularSpectrum(int rows, int columns, double[] values, double relative)
    {
        (Rows, Columns, Values) = (rows, columns, values);
        Tolerance = relative * values[0];
        Rank = values.Count(value => value > Tolerance);
    }

    /// <summary>Rows of the matrix, n.</summary>
    public int Rows { get; }

    /// <summary>Columns of the matrix, p.</summary>
    public int Columns { get; }

    /// <summary>The min(n, p) singular values, the largest first.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Values at or below it count as zero.</summary>
    public double Tolerance { get; }

    /// <summary>Values above the tolerance.</summary>
    public int Rank { get; }

    /// <summary>Whether the rows are independent: rank n.</summary>
    public bool HasFullRowRank => Rank == Rows;

    /// <summary>The smallest of the n singular values that a matrix of n rows has, 0 if p &lt; n: the sigma_min of ||J'r|| >= sigma_min ||r||.</summary>
    public double SmallestOfRows => Columns < Rows ? 0 : Values[^1];

    /// <summary>The gap in the spectrum at the rank: the last value above the tolerance over the first below; infinite where none is below, or it is 0.</summary>
    /// <remarks>A large gap says that the rank does not depend on the choice of the tolerance.</remarks>
    public double Gap => Rank == 0 ? double.NaN : Rank == Values.Count || Values[Rank] == 0 ? double.PositiveInfinity : Values[Rank - 1] / Values[Rank];

    /// <summary>The spectrum of a matrix of n rows, one row after another.</summary>
    /// <param name="matrix">n x p numbers.</param>
    /// <param name="rows">n.</param>
    /// <param name="relativeTolerance">Values up to this share of the largest count as zero; null takes <see cref="RankTolerance.Relative"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or the tolerance is not positive.</exception>
    public static SingularSpectrum Of(ReadOnlySpan<double> matrix, int rows, double? relativeTolerance = null)
    {
        Require.AtLeast(rows, 1, "rows", "");
        if (matrix.Length == 0 || matrix.Length % rows != 0)
        {
            throw new ArgumentException($"A matrix of {rows} rows has a whole number of columns, at least 1, but {matrix.Length} numbers were given.", nameof(matrix));
        }

        Require.Finite(matrix, matrix.Length, "matrix", "");
        int columns = matrix.Length / rows;

        // A power of two changes no digit, and squares of 1e200 would overflow.
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude(matrix));
        int exponent = largest > 0 ? Math.ILogB(largest) : 0;

        // The longer side becomes the height of the factored matrix: its triangle has the same singular values and is as small as can be.
        bool transposed = columns > rows;
        PivotedQr qr = transposed ? new PivotedQr(columns, rows) : new PivotedQr(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<double> row = matrix.Slice(i * columns, columns);
            for (int j = 0; j < columns && !transposed; j++)
            {
                qr.Column(j)[i] = Math.ScaleB(row[j], -exponent);
            }

            if (transposed)
            {
                for (int j = 0; j < columns; j++)
                {
                    qr.Column(i)[j] = Math.ScaleB(row[j], -exponent);
                }
            }
        }

        return Of(qr, rows, columns, relativeTolerance, exponent);
    }

    /// <summary>The spectrum of 2^exponent times what the columns hold, which are consumed.</summary>
    internal static SingularSpectrum Of(PivotedQr qr, int rows, int columns, double? relativeTolerance, int exponent = 0)
    {
        double relative = relativeTolerance is { } given
            ? Require.Positive(given, "RankTolerance", "Pass null for the default, max(rows, columns) times 2^-52.")
            : RankTolerance.Relative(rows, columns);
        qr.Factor();
        Matrix<double> triangle = Matrix<double>.Build.Dense(qr.Steps, qr.Columns, (i, j) => i <= j ? qr.Triangle(i, j) : 0);
        return new SingularSpectrum(rows, columns, [.. triangle.Svd(false).S.Select(value => Math.ScaleB(value, exponent))], relative);
    }
}
