using System.Numerics.Tensors;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>Maximise c'y subject to A y &lt;= b, y >= 0, by the simplex method on a dense dictionary.</summary>
/// <remarks>
/// Two phases: if some b &lt; 0, an auxiliary variable is driven out first. The entering variable is the one with the largest coefficient, or, after
/// a run of degenerate pivots, the one with the least index (Bland's rule), which cannot cycle. Source: Chvatal, "Linear Programming", 1983, chapters 2, 3 and 8.
/// </remarks>
internal sealed class DenseSimplex
{
    private const double Tolerance = 1e-11;
    private const int PatienceWithDegeneratePivots = 20;
    private const int Auxiliary = -1;

    private readonly int rows;
    private readonly int columns;
    private readonly int stride;

    // Row i of the dictionary: basic variable = table[i, last] - sum_j table[i, j] (nonbasic j). The two last rows are the objectives.
    private readonly double[] table;
    private readonly int[] basic;
    private readonly int[] nonbasic;

    /// <summary>A program of zeros.</summary>
    public DenseSimplex(int rows, int columns)
    {
        (this.rows, this.columns, stride) = (rows, columns, columns + 2);
        table = new double[checked((rows + 2) * stride)];
        basic = [.. Enumerable.Range(columns, rows)];
        nonbasic = [.. Enumerable.Range(0, columns), Auxiliary];
    }

    private int Main => rows;

    private int Phase1 => rows + 1;

    /// <summary>Sets a number of c.</summary>
    public void SetObjective(int column, double value) => Row(Main)[column] = -value;

    /// <summary>Sets a number of A.</summary>
    public void SetCoefficient(int row, int column, double value) => Row(row)[column] = value;

    /// <summary>Sets a number of b.</summary>
    public void SetLimit(int row, double value) => Row(row)[^1] = value;

    /// <summary>The value of a variable after <see cref="Solve"/>.</summary>
    public double Value(int column)
    {
        int row = Array.IndexOf(basic, column);
        return row < 0 ? 0 : Row(row)[^1];
    }

    /// <summary>Solves the program.</summary>
    public LinearProgramStatus Solve()
    {
        if (!FindFeasible())
        {
            return LinearProgramStatus.Infeasible;
        }

        return Ascend(Main) ? LinearProgramStatus.Optimal : LinearProgramStatus.Unbounded;
    }

    private Span<double> Row(int row) => table.AsSpan(row * stride, stride);

    private bool FindFeasible()
    {
        int worst = 0;
        for (int i = 1; i < rows; i++)
        {
            worst = Row(i)[^1] < Row(worst)[^1] ? i : worst;
        }

        if (rows == 0 || Row(worst)[^1] >= 0)
        {
            return true;
        }

        for (int i = 0; i < rows; i++)
        {
            Row(i)[columns] = -1;
        }

        Row(Phase1)[columns] = 1;
        Pivot(worst, columns);
        Ascend(Phase1);
        if (Row(Phase1)[^1] < -1e-9)
        {
            return false;
        }

        RemoveAuxiliary();
        return true;
    }

    private void RemoveAuxiliary()
    {
        int row = Array.IndexOf(basic, Auxiliary);
        if (row >= 0)
        {
            int column = TensorPrimitives.IndexOfMaxMagnitude<double>(Row(row)[..(columns + 1)]);
            Pivot(row, column);
        }

        int place = Array.IndexOf(nonbasic, Auxiliary);
        for (int i = 0; i < rows + 2; i++)
        {
            Row(i)[place] = 0;
        }
    }

    private bool Ascend(int objective)
    {
        int degenerate = 0;
        while (true)
        {
            int entering = Entering(objective, bland: degenerate > PatienceWithDegeneratePivots);
            if (entering < 0)
            {
                return true;
            }

            int leaving = Leaving(entering);
            if (leaving < 0)
            {
                return false;
            }

            degenerate = Row(leaving)[^1] <= Tolerance ? degenerate + 1 : 0;
            Pivot(leaving, entering);
        }
    }

    private int Entering(int objective, bool bland)
    {
        ReadOnlySpan<double> costs = Row(objective);
        int best = -1;
        for (int j = 0; j <= columns; j++)
        {
            if (costs[j] < -Tolerance && (best < 0 || (bland ? nonbasic[j] < nonbasic[best] : costs[j] < costs[best])))
            {
                best = j;
            }
        }

        return best;
    }

    private int Leaving(int entering)
    {
        int best = -1;
        double least = double.PositiveInfinity;
        for (int i = 0; i < rows; i++)
        {
            double coefficient = Row(i)[entering];
            if (coefficient <= Tolerance)
            {
                continue;
            }

            double ratio = Math.Max(0, Row(i)[^1]) / coefficient;
            if (ratio < least || (ratio == least && basic[i] < basic[best]))
            {
                (best, least) = (i, ratio);
            }
        }

        return best;
    }

    private void Pivot(int row, int column)
    {
        Span<double> pivot = Row(row);
        double inverse = 1 / pivot[column];
        pivot[column] = 1;
        TensorPrimitives.Multiply(pivot, inverse, pivot);
        for (int i = 0; i < rows + 2; i++)
        {
            Span<double> other = Row(i);
            double factor = other[column];
            if (i != row && factor != 0)
            {
                other[column] = 0;
                TensorPrimitives.MultiplyAdd(pivot, -factor, other, other);
            }
        }

        (basic[row], nonbasic[column]) = (nonbasic[column], basic[row]);
    }
}
