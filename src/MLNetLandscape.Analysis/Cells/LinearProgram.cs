namespace MLNetLandscape.Analysis.Cells;

/// <summary>Maximise c'x subject to A x &lt;= b and lower &lt;= x &lt;= upper; a bound may be infinite, so variables may be free.</summary>
/// <remarks>
/// Reduced to y >= 0 by x = lower + y, x = upper - y, or x = y - y' for a free variable, and an extra row for a second finite bound; then
/// <see cref="DenseSimplex"/>. For the small dense programs of cells; no managed package does this without native code.
/// </remarks>
internal sealed class LinearProgram
{
    private readonly List<double[]> rows = [];
    private readonly List<double> limits = [];
    private readonly double[] lower;
    private readonly double[] upper;

    /// <summary>A program of so many variables, all at least 0, and no constraint.</summary>
    public LinearProgram(int variables)
    {
        Objective = new double[variables];
        lower = new double[variables];
        upper = new double[variables];
        Array.Fill(upper, double.PositiveInfinity);
    }

    /// <summary>c, zero at first.</summary>
    public double[] Objective { get; }

    /// <summary>Bounds a variable.</summary>
    public void SetBounds(int variable, double least, double most) => (lower[variable], upper[variable]) = (least, most);

    /// <summary>Adds the constraint coefficients'x &lt;= limit.</summary>
    public void AddAtMost(ReadOnlySpan<double> coefficients, double limit)
    {
        rows.Add(coefficients.ToArray());
        limits.Add(limit);
    }

    /// <summary>Solves the program.</summary>
    public LinearProgramResult Maximize()
    {
        List<(int Variable, double Sign)> columns = [];
        double[] shift = new double[Objective.Length];
        List<(int Column, double Limit)> ranges = [];
        for (int j = 0; j < Objective.Length; j++)
        {
            bool below = double.IsFinite(lower[j]), above = double.IsFinite(upper[j]);
            shift[j] = below ? lower[j] : above ? upper[j] : 0;
            if (below && above)
            {
                ranges.Add((columns.Count, upper[j] - lower[j]));
            }

            columns.Add((j, below || !above ? 1 : -1));
            if (!below && !above)
            {
                columns.Add((j, -1));
            }
        }

        DenseSimplex simplex = new(rows.Count + ranges.Count, columns.Count);
        Fill(simplex, columns, shift, ranges);
        LinearProgramStatus status = simplex.Solve();
        double[] point = [.. shift];
        for (int column = 0; column < columns.Count; column++)
        {
            point[columns[column].Variable] += columns[column].Sign * simplex.Value(column);
        }

        return new LinearProgramResult(status, point, Dot(Objective, point));
    }

    private void Fill(DenseSimplex simplex, List<(int Variable, double Sign)> columns, double[] shift, List<(int Column, double Limit)> ranges)
    {
        for (int column = 0; column < columns.Count; column++)
        {
            (int variable, double sign) = columns[column];
            simplex.SetObjective(column, sign * Objective[variable]);
            for (int row = 0; row < rows.Count; row++)
            {
                simplex.SetCoefficient(row, column, sign * rows[row][variable]);
            }
        }

        for (int row = 0; row < rows.Count; row++)
        {
            simplex.SetLimit(row, limits[row] - Dot(rows[row], shift));
        }

        for (int range = 0; range < ranges.Count; range++)
        {
            simplex.SetCoefficient(rows.Count + range, ranges[range].Column, 1);
            simplex.SetLimit(rows.Count + range, ranges[range].Limit);
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
