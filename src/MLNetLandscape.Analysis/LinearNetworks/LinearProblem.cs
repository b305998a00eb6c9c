using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Analysis.Ranks;

namespace MLNetLandscape.Analysis.LinearNetworks;

/// <summary>The landscape of a deep linear network W_(H+1) ... W_1 with the loss 1/2 ||W X - Y||^2, from the data alone.</summary>
/// <remarks>
/// Conditions: X X' and X Y' of full rank, d_y &lt;= d_x, and Sigma = Y X'(X X')^-1 X Y' with d_y distinct eigenvalues. Then every local minimum is
/// global, and the critical values are 1/2 (tr Y Y' - sum of the eigenvalues in S) over sets S of at most p eigenvalues, p the smallest width.
/// Source: Kawaguchi, NeurIPS 2016, arXiv:1605.07110, theorem 2.3 and lemma 4.3; Baldi and Hornik 1989 for one hidden layer.
/// </remarks>
public sealed record LinearProblem
{
    /// <summary>Sets of more eigenvalues than this are not listed one by one: 2^20 of them are a million.</summary>
    public const int MostOutputs = 20;

    private readonly double[] eigenvalues;

    /// <summary>Examines data.</summary>
    /// <param name="inputs">X, d_x x m, one column a sample.</param>
    /// <param name="targets">Y, d_y x m.</param>
    /// <param name="relativeTolerance">Below this share of the largest, singular values count as zero and differences of eigenvalues as none; positive. 1e-10 is far above rounding and far below data.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, a number is not finite, or the tolerance is not positive.</exception>
    public LinearProblem(Matrix<double> inputs, Matrix<double> targets, double relativeTolerance = 1e-10)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        Require.Positive(relativeTolerance, nameof(relativeTolerance), "1e-10 is the default.");
        if (inputs.ColumnCount != targets.ColumnCount)
        {
            throw new ArgumentException($"X and Y must have one column a sample, but X has {inputs.ColumnCount} and Y has {targets.ColumnCount}. Transpose the one that has rows.");
        }

        Require.Finite(inputs.ToRowMajorArray(), inputs.RowCount * inputs.ColumnCount, nameof(inputs), "");
        Require.Finite(targets.ToRowMajorArray(), targets.RowCount * targets.ColumnCount, nameof(targets), "");
        (Inputs, Targets) = (inputs, targets);

        // With X = U S V', Sigma = (Y V)(Y V)' over the directions with a singular value: no Gram matrix is inverted.
        var svd = inputs.Svd();
        int rank = svd.S.Count(value => value > relativeTolerance * svd.S[0]);
        RowBasis = svd.VT.SubMatrix(0, rank, 0, inputs.ColumnCount).Transpose();
        Matrix<double> projected = targets * RowBasis;
        var spectrum = projected.Svd();
        eigenvalues = [.. Enumerable.Range(0, targets.RowCount).Select(i => i < spectrum.S.Count ? spectrum.S[i] * spectrum.S[i] : 0)];
        Eigenvectors = spectrum.U;
        Conditions = LinearConditions.Check(this, svd.S, relativeTolerance);
    }

    /// <summary>X.</summary>
    public Matrix<double> Inputs { get; }

    /// <summary>Y.</summary>
    public Matrix<double> Targets { get; }

    /// <summary>The eigenvalues of Sigma, the largest first.</summary>
    public IReadOnlyList<double> Eigenvalues => eigenvalues;

    /// <summary>The eigenvectors of Sigma, one a column, in the order of the eigenvalues.</summary>
    public Matrix<double> Eigenvectors { get; }

    /// <summary>The four conditions.</summary>
    public IReadOnlyList<LinearCondition> Conditions { get; }

    /// <summary>Whether all four conditions hold, so that the theorem speaks of this data.</summary>
    public bool TheoremApplies => Conditions.All(condition => condition.Holds);

    /// <summary>The loss of W = 0, 1/2 tr Y Y'.</summary>
    public double ZeroLoss => 0.5 * Math.Pow(Targets.FrobeniusNorm(), 2);

    /// <summary>An orthonormal basis of the row space of X.</summary>
    internal Matrix<double> RowBasis { get; }

    /// <summary>The loss at the critical points of a set of eigenvalues.</summary>
    /// <param name="set">Indices of eigenvalues, each at most once.</param>
    public double CriticalValue(IEnumerable<int> set) => ZeroLoss - (0.5 * set.Sum(index => eigenvalues[index]));

    /// <summary>The least loss of a network whose smallest width is p.</summary>
    public double GlobalMinimum(int smallestWidth) => CriticalValue(Enumerable.Range(0, Math.Min(smallestWidth, eigenvalues.Length)));

    /// <summary>All critical values, the smallest first.</summary>
    /// <param name="smallestWidth">p, the smallest of all widths, the input's and output's included; at least 1.</param>
    /// <exception cref="ArgumentException">There are too many outputs to list the sets, or the width is below 1.</exception>
    public IReadOnlyList<LinearCriticalValue> CriticalValues(int smallestWidth)
    {
        Require.AtLeast(smallestWidth, 1, nameof(smallestWidth), "");
        if (eigenvalues.Length > MostOutputs)
        {
            throw new ArgumentException(
                $"The critical values of at most {MostOutputs} outputs can be listed, but Y has {eigenvalues.Length}: there are 2^{eigenvalues.Length} sets. Ask CriticalValue for single sets.");
        }

        List<LinearCriticalValue> values = [];
        for (int mask = 0; mask < 1 << eigenvalues.Length; mask++)
        {
            if (BitOperations.PopCount((uint)mask) <= smallestWidth)
            {
                int[] set = [.. Enumerable.Range(0, eigenvalues.Length).Where(index => (mask >> index & 1) == 1)];
                values.Add(new LinearCriticalValue(set, CriticalValue(set)));
            }
        }

        return [.. values.OrderBy(value => value.Value)];
    }
}
