using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Ranks;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>Looks, among all minimisers of a cell, for the one deepest inside the cell, by a linear program.</summary>
/// <remarks>
/// <para>The conditions s_ij (R0 + B u)_i'x_j > 0 are homogeneous after multiplication by some tau > 0. So the program is: maximise t subject to
/// s_ij (tau R0 / ||R0|| + B u)_i'x_j / ||x_j|| >= t, 0 &lt;= tau &lt;= 1, -1 &lt;= u &lt;= 1. Its optimum is positive exactly if a minimiser lies
/// inside, whatever its size: no box has to be large enough. u takes both signs; a solver that silently assumes u >= 0 gets this wrong.</para>
/// </remarks>
internal static class CellInterior
{
    /// <summary>A tau below this share of ||u|| is raised to it: the ray of the null space alone is no minimiser.</summary>
    private const double SmallestScale = 1e-9;

    /// <summary>The minimiser R with the largest margin that the program finds; R0 where that is larger, for an optimum of zero has any direction.</summary>
    public static double[] Search(ReluCell cell, ReadOnlySpan<double> signs, MinimumNormLeastSquares solution)
    {
        double norm = TensorPrimitives.Norm<double>(solution.Solution);
        double[] unit = [.. solution.Solution.Select(value => norm > 0 ? value / norm : 0)];
        LinearProgram program = Create(cell, signs, unit, solution.NullSpace);
        double[] best = program.Maximize().Point;
        double scale = Math.Max(best[0], SmallestScale) / (norm > 0 ? norm : 1);
        double[] witness = [.. solution.Solution];
        for (int k = 0; k < solution.NullSpace.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(solution.NullSpace[k], best[k + 1] / scale, witness, witness);
        }

        return CellMinimizer.Margin(cell, signs, witness) >= CellMinimizer.Margin(cell, signs, solution.Solution) ? witness : solution.Solution;
    }

    private static LinearProgram Create(ReluCell cell, ReadOnlySpan<double> signs, double[] unit, double[][] nullSpace)
    {
        int free = nullSpace.Length;
        int features = cell.Data.FeatureCount;
        LinearProgram program = new(free + 2);
        program.SetBounds(0, 0, 1);
        for (int k = 1; k <= free; k++)
        {
            program.SetBounds(k, -1, 1);
        }

        program.SetBounds(free + 1, double.NegativeInfinity, double.PositiveInfinity);
        program.Objective[free + 1] = 1;
        double[] row = new double[free + 2];
        for (int j = 0; j < cell.Data.Rows; j++)
        {
            ReadOnlySpan<double> x = ReluCell.Row(cell.Data, j);
            double length = TensorPrimitives.Norm(x);
            for (int i = 0; length > 0 && i < cell.Units; i++)
            {
                double side = -signs[i] * (cell.IsActive(i, j) ? 1 : -1) / length;
                row[0] = side * TensorPrimitives.Dot(unit.AsSpan(i * features, features), x);
                for (int k = 0; k < free; k++)
                {
                    row[k + 1] = side * TensorPrimitives.Dot(nullSpace[k].AsSpan(i * features, features), x);
                }

                row[free + 1] = 1;
                program.AddAtMost(row, 0);
            }
        }

        return program;
    }
}
