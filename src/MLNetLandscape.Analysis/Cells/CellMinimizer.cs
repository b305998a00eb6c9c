using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Analysis.Ranks;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>Finds a cell's minimisers and decides whether one lies in the cell.</summary>
public static class CellMinimizer
{
    /// <summary>Margins up to this, relative to ||R|| ||x_j||, are rounding: a thousand times double's precision, for the sums involved.</summary>
    public const double MarginTolerance = 1e-12;

    /// <summary>Minimises the mean squared error within a cell.</summary>
    /// <param name="cell">The cell, with its data.</param>
    /// <param name="readout">z, one number a unit; only its signs matter.</param>
    /// <param name="rankTolerance">Singular values of A up to this share of the largest count as zero; null takes <see cref="RankTolerance.Relative"/>.</param>
    /// <exception cref="ArgumentException">The readout does not fit, or the tolerance is not positive.</exception>
    public static CellMinimum Minimize(ReluCell cell, ReadOnlySpan<double> readout, double? rankTolerance = null)
    {
        ArgumentNullException.ThrowIfNull(cell);
        Require.Finite(readout, cell.Units, "Readout", "Pass one number a unit.");
        if (rankTolerance is { } tolerance)
        {
            Require.Positive(tolerance, "RankTolerance", "Pass null for the default, max(rows, columns) times 2^-52.");
        }

        MinimumNormLeastSquares solution = new(cell.CreateDesign(), cell.Data.Targets.Span, rankTolerance);
        double[] signs = [.. readout.ToArray().Select(z => (double)Math.Sign(z))];
        bool isUnique = solution.NullSpace.Length == 0;
        double[] witness = isUnique ? solution.Solution : CellInterior.Search(cell, signs, solution);
        double margin = Margin(cell, signs, witness);
        return new CellMinimum
        {
            Rank = solution.Rank,
            Columns = solution.Solution.Length,
            SingularValues = solution.SingularValues,
            Tolerance = solution.Tolerance,
            Loss = solution.ResidualSquares / cell.Data.Rows,
            MinimumNorm = solution.Solution,
            Verdict = Math.Abs(margin) <= MarginTolerance ? CellVerdict.OnBoundary : margin > 0 ? CellVerdict.Genuine : CellVerdict.NotGenuine,
            Test = isUnique ? CellTest.Signs : CellTest.LinearProgram,
            Margin = margin,
            Witness = witness,
        };
    }

    /// <summary>The smallest sgn(z_i)(2 I_ij - 1) R_i'x_j / (||R|| ||x_j||).</summary>
    internal static double Margin(ReluCell cell, ReadOnlySpan<double> signs, ReadOnlySpan<double> solution)
    {
        int features = cell.Data.FeatureCount;
        double norm = TensorPrimitives.Norm(solution);
        double smallest = double.PositiveInfinity;
        for (int j = 0; j < cell.Data.Rows; j++)
        {
            ReadOnlySpan<double> x = ReluCell.Row(cell.Data, j);
            double length = TensorPrimitives.Norm(x);
            for (int i = 0; length > 0 && i < cell.Units; i++)
            {
                double side = TensorPrimitives.Dot(solution.Slice(i * features, features), x) * signs[i] * (cell.IsActive(i, j) ? 1 : -1);
                smallest = Math.Min(smallest, norm > 0 ? side / (norm * length) : 0);
            }
        }

        return smallest;
    }
}
