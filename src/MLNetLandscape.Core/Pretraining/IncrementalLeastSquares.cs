using System.Numerics.Tensors;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>min over S of ||G S - Y||^2 for a matrix G that gains, loses and swaps columns: G = Q R is updated, never computed anew.</summary>
/// <remarks>
/// <para>n rows, u columns, K right-hand sides. A column more costs 8 n u operations at most, against 2 n u^2 of a new factorization; to ask what a column
/// would gain costs the same and changes nothing.</para>
/// <para>Adding: Gram-Schmidt, a second time where the first left little of the column, which keeps Q orthogonal to rounding (Daniel, Gragg, Kaufman, Stewart 1976;
/// Giraud, Langou, Rozloznik, van den Eshof 2005: "twice is enough"). Removing: Givens rotations that make R triangular again (Golub and Van Loan, "Matrix
/// Computations", section 6.5.2). No normal equations, which would square the condition of G.</para>
/// <para>Everything is double: hidden units are nearly collinear, and single precision would lose the last ones.</para>
/// </remarks>
public sealed partial class IncrementalLeastSquares
{
    /// <summary>What may be left of a column, relative to it and times the root of n, that is nothing but rounding.</summary>
    private const double DependenceTolerance = 1e-14;

    /// <summary>Below this share of the norm, Gram-Schmidt is repeated.</summary>
    private const double RepeatBelow = 0.7;

    private readonly double[][] q;
    private readonly double[][] r;
    private readonly double[][] residuals;
    private readonly double[][] projectedTargets;
    private readonly double dependence;
    private readonly double[] direction;
    private long version;

    /// <summary>Starts without columns.</summary>
    /// <param name="rows">n, at least 1.</param>
    /// <param name="capacity">The most columns that there will be, at least 1; more than n can never be independent.</param>
    /// <param name="targets">Y, rows x K, one row after another; finite.</param>
    /// <exception cref="ArgumentException">The targets are no whole number of columns, or one is not finite.</exception>
    public IncrementalLeastSquares(int rows, int capacity, ReadOnlySpan<double> targets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        if (targets.Length < rows || targets.Length % rows != 0)
        {
            throw new ArgumentException(
                $"The targets must be rows x K numbers for {rows} rows, but were {targets.Length}. Pass one row of K numbers after another.", nameof(targets));
        }

        (Rows, Capacity, Outputs) = (rows, Math.Min(rows, capacity), targets.Length / rows);
        q = new double[Capacity][];
        r = new double[Capacity][];
        direction = new double[Capacity];
        residuals = new double[Outputs][];
        projectedTargets = new double[Outputs][];
        dependence = DependenceTolerance * Math.Sqrt(rows);
        for (int k = 0; k < Outputs; k++)
        {
            projectedTargets[k] = new double[Capacity];
            residuals[k] = Column(targets, k);
        }

        Objective = SumOfSquares();
    }

    /// <summary>n.</summary>
    public int Rows { get; }

    /// <summary>K.</summary>
    public int Outputs { get; }

    /// <summary>The most columns: what was asked for, or n.</summary>
    public int Capacity { get; }

    /// <summary>u, the columns now.</summary>
    public int Count { get; private set; }

    /// <summary>||G S - Y||^2 at its minimum, the sum over all rows and outputs; never negative.</summary>
    public double Objective { get; private set; }

    /// <summary>Y - G S for one output, n numbers.</summary>
    public ReadOnlySpan<double> Residual(int output) => residuals[output];

    /// <summary>Buffers for a column.</summary>
    public ColumnProjection CreateProjection() => new(Rows, Capacity);

    /// <summary>Takes a column g apart into a combination of the present columns and a remainder orthogonal to them.</summary>
    /// <param name="column">g, n finite numbers.</param>
    /// <param name="projection">Receives the parts.</param>
    /// <exception cref="ArgumentException">The length is not n.</exception>
    public void Project(ReadOnlySpan<double> column, ColumnProjection projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (column.Length != Rows)
        {
            throw new ArgumentException($"A column must have {Rows} numbers, one a row, but had {column.Length}.", nameof(column));
        }

        double[] remainder = projection.Remainder;
        column.CopyTo(remainder);
        double norm = TensorPrimitives.Norm(column);
        projection.Coefficients.AsSpan(0, Count).Clear();
        Orthogonalize(remainder, projection.Coefficients);
        double left = TensorPrimitives.Norm<double>(remainder);
        if (Count > 0 && left < RepeatBelow * norm)
        {
            Orthogonalize(remainder, projection.Coefficients);
            left = TensorPrimitives.Norm<double>(remainder);
        }

        (projection.Norm, projection.RemainderNorm, projection.Version) = (norm, left, version);
        projection.IsDependent = Count == Capacity || !(left > dependence * norm);
    }

    /// <summary>By how much the objective falls when the projected column joins: the sum over outputs of (g'r)^2 / (g'(I - G G^+) g), and 0 for a dependent one.</summary>
    public double Gain(ColumnProjection projection)
    {
        Check(projection);
        if (projection.IsDependent)
        {
            return 0;
        }

        double gain = 0;
        foreach (double[] residual in residuals)
        {
            double share = TensorPrimitives.Dot<double>(projection.Remainder, residual) / projection.RemainderNorm;
            gain += share * share;
        }

        return gain;
    }

    /// <summary>Adds the projected column as the last one.</summary>
    /// <exception cref="ArgumentException">The column depends on the present ones, or was projected before they changed.</exception>
    public void Append(ColumnProjection projection)
    {
        Check(projection);
        if (projection.IsDependent)
        {
            throw new ArgumentException(
                $"The column depends on the {Count} present ones: {projection.RemainderNorm:G3} of its norm {projection.Norm:G3} is left. Leave it out; it gains nothing.",
                nameof(projection));
        }

        double[] unit = q[Count] ?? new double[Rows];
        double[] column = r[Count] ?? new double[Capacity];
        TensorPrimitives.Divide(projection.Remainder, projection.RemainderNorm, unit);
        projection.Coefficients.AsSpan(0, Count).CopyTo(column);
        column[Count] = projection.RemainderNorm;
        (q[Count], r[Count]) = (unit, column);
        for (int k = 0; k < Outputs; k++)
        {
            // From the residual, not from Y: what the earlier columns explain would only add its rounding.
            double share = TensorPrimitives.Dot<double>(unit, residuals[k]);
            projectedTargets[k][Count] = share;
            TensorPrimitives.MultiplyAdd(unit, -share, residuals[k], residuals[k]);
        }

        Count++;
        version++;
        Objective = SumOfSquares();
    }

    /// <summary>S at the minimum, u x K, one row of K numbers a column of G.</summary>
    public double[] Solve()
    {
        double[] solution = new double[Count * Outputs];
        for (int k = 0; k < Outputs; k++)
        {
            double[] right = projectedTargets[k].AsSpan(0, Count).ToArray();
            for (int j = Count - 1; j >= 0; j--)
            {
                double value = right[j] / r[j][j];
                solution[(j * Outputs) + k] = value;
                TensorPrimitives.MultiplyAdd(r[j].AsSpan(0, j), -value, right.AsSpan(0, j), right.AsSpan(0, j));
            }
        }

        return solution;
    }

    private void Orthogonalize(double[] remainder, double[] coefficients)
    {
        Span<double> correction = direction.AsSpan(0, Count);
        for (int j = 0; j < Count; j++)
        {
            correction[j] = TensorPrimitives.Dot<double>(q[j], remainder);
        }

        for (int j = 0; j < Count; j++)
        {
            TensorPrimitives.MultiplyAdd(q[j], -correction[j], remainder, remainder);
            coefficients[j] += correction[j];
        }
    }

    private void Check(ColumnProjection projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (projection.Version != version)
        {
            throw new ArgumentException("The projection belongs to other columns than the present ones. Call Project after every change.", nameof(projection));
        }
    }

    private double SumOfSquares()
    {
        double sum = 0;
        foreach (double[] residual in residuals)
        {
            sum += TensorPrimitives.SumOfSquares<double>(residual);
        }

        return sum;
    }

    private double[] Column(ReadOnlySpan<double> targets, int output)
    {
        double[] column = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            column[i] = targets[(i * Outputs) + output];
            if (!double.IsFinite(column[i]))
            {
                throw new ArgumentException($"Every target must be finite, but row {i}, output {output} was {column[i]}. Remove the row.", nameof(targets));
            }
        }

        return column;
    }
}
