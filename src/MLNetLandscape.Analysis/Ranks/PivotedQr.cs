using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Ranks;

/// <summary>A P = Q R by Householder reflections with column pivoting; a workspace that can be filled and factored again and again.</summary>
/// <remarks>Source: Golub and Van Loan, "Matrix Computations", 4th edition, algorithm 5.4.1; remaining column norms are computed anew, not downdated.</remarks>
internal sealed class PivotedQr(int rows, int columns)
{
    /// <summary>What to do where a matrix, one column for each weight, is too large.</summary>
    internal const string Remedy = "Take fewer rows, units or inputs.";

    private readonly double[] matrix = new double[Require.ArrayLength((long)rows * columns, $"A matrix of {rows} x {columns}", Remedy)];
    private readonly double[] factors = new double[Math.Min(rows, columns)];
    private readonly int[] order = new int[columns];

    /// <summary>Rows of A.</summary>
    public int Rows => rows;

    /// <summary>Columns of A.</summary>
    public int Columns => columns;

    /// <summary>Reflections, min(rows, columns).</summary>
    public int Steps => factors.Length;

    /// <summary>Column k of A P is column <c>Order[k]</c> of A.</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>A column of A, to fill before <see cref="Factor"/>.</summary>
    public Span<double> Column(int j) => matrix.AsSpan(j * rows, rows);

    /// <summary>R[i, j], for i &lt;= j.</summary>
    public double Triangle(int i, int j) => matrix[(j * rows) + i];

    /// <summary>Factors what the columns hold.</summary>
    public void Factor()
    {
        for (int j = 0; j < columns; j++)
        {
            order[j] = j;
        }

        for (int k = 0; k < Steps; k++)
        {
            MoveLongestTo(k);
            factors[k] = Reflect(Column(k)[k..]);
            for (int j = k + 1; j < columns; j++)
            {
                Apply(k, Column(j));
            }
        }
    }

    /// <summary>The number of diagonal entries of R above a share of the first.</summary>
    public int Rank(double relativeTolerance)
    {
        double threshold = Math.Abs(Triangle(0, 0)) * relativeTolerance;
        int rank = 0;
        while (rank < Steps && Math.Abs(Triangle(rank, rank)) > threshold)
        {
            rank++;
        }

        return rank;
    }

    /// <summary>Replaces y by Q'y.</summary>
    public void ApplyTransposed(Span<double> y)
    {
        for (int k = 0; k < Steps; k++)
        {
            Apply(k, y);
        }
    }

    /// <summary>The least-squares solution of A x = y for A of full column rank, from Q'y.</summary>
    public void Solve(ReadOnlySpan<double> rotated, Span<double> solution)
    {
        for (int i = columns - 1; i >= 0; i--)
        {
            double sum = rotated[i];
            for (int j = i + 1; j < columns; j++)
            {
                sum -= Triangle(i, j) * solution[order[j]];
            }

            solution[order[i]] = sum / Triangle(i, i);
        }
    }

    private void MoveLongestTo(int k)
    {
        int longest = k;
        double largest = -1;
        for (int j = k; j < columns; j++)
        {
            double norm = TensorPrimitives.SumOfSquares<double>(Column(j)[k..]);
            (longest, largest) = norm > largest ? (j, norm) : (longest, largest);
        }

        if (longest != k)
        {
            (order[k], order[longest]) = (order[longest], order[k]);
            Span<double> first = Column(k), second = Column(longest);
            for (int i = 0; i < rows; i++)
            {
                (first[i], second[i]) = (second[i], first[i]);
            }
        }
    }

    /// <summary>Turns x into (beta, v) with H = I - tau (1, v)(1, v)' and H x = beta e1; returns tau.</summary>
    private static double Reflect(Span<double> x)
    {
        double norm = TensorPrimitives.Norm<double>(x);
        if (norm == 0)
        {
            return 0;
        }

        double beta = x[0] >= 0 ? -norm : norm;
        double head = x[0] - beta;
        TensorPrimitives.Divide(x[1..], head, x[1..]);
        double tau = -head / beta;
        x[0] = beta;
        return tau;
    }

    private void Apply(int k, Span<double> y)
    {
        ReadOnlySpan<double> v = matrix.AsSpan((k * rows) + k + 1, rows - k - 1);
        Span<double> tail = y[(k + 1)..];
        double factor = factors[k] * (y[k] + TensorPrimitives.Dot<double>(v, tail));
        y[k] -= factor;
        TensorPrimitives.MultiplyAdd(v, -factor, tail, tail);
    }
}
