using MathNet.Numerics.LinearAlgebra;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace MLNetLandscape.Analysis.LinearNetworks;

/// <summary>Checks the four conditions, each by itself.</summary>
internal static class LinearConditions
{
    /// <summary>The conditions in the order of the paper.</summary>
    public static IReadOnlyList<LinearCondition> Check(LinearProblem problem, Vector inputSpectrum, double tolerance)
    {
        (int dx, int dy) = (problem.Inputs.RowCount, problem.Targets.RowCount);

        // A matrix with fewer samples than rows has fewer singular values than rows: the missing ones are zero.
        double inputRatio = inputSpectrum.Count < dx || inputSpectrum[0] == 0 ? 0 : inputSpectrum[dx - 1] / inputSpectrum[0];
        Vector cross = (problem.Inputs * problem.Targets.Transpose()).Svd(false).S;
        double crossRatio = cross[0] == 0 ? 0 : cross[^1] / cross[0];
        double gap = SmallestGap(problem.Eigenvalues);
        return
        [
            new LinearCondition("X X' has full rank", inputRatio > tolerance, inputRatio, tolerance),
            new LinearCondition("X Y' has full rank", crossRatio > tolerance, crossRatio, tolerance),
            new LinearCondition("d_y <= d_x", dy <= dx, dx - dy, 0),
            new LinearCondition("Sigma has d_y distinct eigenvalues", gap > tolerance, gap, tolerance),
        ];
    }

    /// <summary>The smallest difference between neighbouring eigenvalues, relative to the largest.</summary>
    private static double SmallestGap(IReadOnlyList<double> eigenvalues)
    {
        double gap = 1;
        for (int i = 1; i < eigenvalues.Count; i++)
        {
            gap = Math.Min(gap, eigenvalues[0] == 0 ? 0 : (eigenvalues[i - 1] - eigenvalues[i]) / eigenvalues[0]);
        }

        return gap;
    }
}
