using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Estimates;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace MLNetLandscape.Analysis.LinearNetworks;

/// <summary>A point of a deep linear network, classified by figures recomputed from the point.</summary>
public sealed record LinearPoint
{
    /// <summary>The largest dimension whose whole Hessian is decomposed: 2,000 take 32 MB and some seconds.</summary>
    public const int LargestDimension = 2000;

    private LinearPoint()
    {
    }

    /// <summary>What it is.</summary>
    public required LinearPointKind Kind { get; init; }

    /// <summary>The loss.</summary>
    public required double Value { get; init; }

    /// <summary>The loss above the least of a network of these widths.</summary>
    public required double Excess { get; init; }

    /// <summary>||gradient||.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The smallest eigenvalue of the Hessian.</summary>
    public required double SmallestEigenvalue { get; init; }

    /// <summary>The largest eigenvalue of the Hessian.</summary>
    public required double LargestEigenvalue { get; init; }

    /// <summary>Whether the Hessian is exactly zero, as at W = 0 with two hidden layers or more.</summary>
    public required bool HessianIsZero { get; init; }

    /// <summary>The rank of W_H ... W_2: where it is p, every critical point above the least loss is a strict saddle.</summary>
    public required int InnerRank { get; init; }

    /// <summary>Classifies a point.</summary>
    /// <param name="problem">The data.</param>
    /// <param name="hidden">The hidden widths.</param>
    /// <param name="parameters">W_1, ..., W_n, each row by row.</param>
    /// <param name="relativeTolerance">Gradients, excess losses and eigenvalues up to this share of the problem's scale count as zero; positive.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, the tolerance is not positive, or the network is too large for a dense Hessian.</exception>
    public static LinearPoint Classify(LinearProblem problem, IReadOnlyList<int> hidden, ReadOnlySpan<double> parameters, double relativeTolerance = 1e-9)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(hidden);
        Require.Positive(relativeTolerance, nameof(relativeTolerance), "1e-9 is the default.");
        DeepLinearObjective objective = new(problem.Inputs, problem.Targets, hidden);
        if (objective.Dimension > LargestDimension)
        {
            throw new ArgumentException(
                $"A dense Hessian may have at most {LargestDimension} rows, but the network has {objective.Dimension} parameters. Use the extreme eigenvalues by Lanczos on DeepLinearObjective.");
        }

        Require.Finite(parameters, objective.Dimension, nameof(parameters), "Pass all matrices, row by row.");
        double[] gradient = new double[objective.Dimension];
        double value = objective.Gradient(parameters, gradient);
        (double smallest, double largest, bool isZero) = Curvature(objective, parameters);
        double norm = TensorPrimitives.Norm<double>(gradient);
        double scale = problem.ZeroLoss;
        double excess = value - problem.GlobalMinimum(objective.Widths.Min());
        bool isCritical = norm <= relativeTolerance * scale * (1 + TensorPrimitives.Norm(parameters));
        LinearPointKind kind = !isCritical ? LinearPointKind.NotCritical
            : excess <= relativeTolerance * scale ? LinearPointKind.GlobalMinimum
            : smallest < -relativeTolerance * Math.Max(scale, largest) ? LinearPointKind.StrictSaddle
            : problem.TheoremApplies ? LinearPointKind.BadSaddle : LinearPointKind.Undecided;
        return new LinearPoint
        {
            Kind = kind,
            Value = value,
            Excess = excess,
            GradientNorm = norm,
            SmallestEigenvalue = smallest,
            LargestEigenvalue = largest,
            HessianIsZero = isZero,
            InnerRank = RankOfInnerProduct(objective, parameters),
        };
    }

    /// <summary>Canonical critical matrices of a set S of eigenvalues: W_n ... W_2 = U_S, W_1 = U_S' Y X'(X X')^-1, identities in between.</summary>
    /// <param name="problem">The data; X X' must have full rank.</param>
    /// <param name="hidden">The hidden widths, at least one, each at least the size of the set.</param>
    /// <param name="set">Indices of eigenvalues.</param>
    /// <exception cref="ArgumentException">A width is smaller than the set.</exception>
    public static double[] Critical(LinearProblem problem, IReadOnlyList<int> hidden, IReadOnlyList<int> set)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(set);
        if (hidden.Count == 0 || hidden.Min() < set.Count)
        {
            throw new ArgumentException($"Every hidden width must be at least the {set.Count} eigenvalues of the set, but widths were {string.Join(", ", hidden)}.");
        }

        int[] widths = [problem.Inputs.RowCount, .. hidden, problem.Targets.RowCount];
        Matrix<double> regression = problem.Targets * problem.Inputs.PseudoInverse();
        Matrix<double>[] matrices = new Matrix<double>[widths.Length - 1];
        for (int k = 0; k < matrices.Length; k++)
        {
            matrices[k] = Matrix<double>.Build.Dense(widths[k + 1], widths[k]);
            for (int s = 0; s < set.Count; s++)
            {
                Vector direction = problem.Eigenvectors.Column(set[s]);
                if (k == 0)
                {
                    matrices[k].SetRow(s, direction * regression);
                }
                else if (k == matrices.Length - 1)
                {
                    matrices[k].SetColumn(s, direction);
                }
                else
                {
                    matrices[k][s, s] = 1;
                }
            }
        }

        return DeepLinearObjective.Pack(matrices);
    }

    private static (double Smallest, double Largest, bool IsZero) Curvature(DeepLinearObjective objective, ReadOnlySpan<double> parameters)
    {
        int dimension = objective.Dimension;
        Matrix<double> hessian = Matrix<double>.Build.Dense(dimension, dimension);
        double[] unit = new double[dimension], column = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            unit[i] = 1;
            objective.HessianVectorProduct(parameters, unit, column);
            hessian.SetColumn(i, column);
            unit[i] = 0;
        }

        if (hessian.Enumerate().All(value => value == 0))
        {
            return (0, 0, true);
        }

        double[] eigenvalues = [.. ((hessian + hessian.Transpose()) / 2).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real)];
        return (eigenvalues.Min(), eigenvalues.Max(), false);
    }

    /// <summary>The rank of W_H ... W_2; with one hidden layer, of the identity of its width.</summary>
    private static int RankOfInnerProduct(DeepLinearObjective objective, ReadOnlySpan<double> parameters)
    {
        Matrix<double>[] matrices = objective.Unpack(parameters);
        Matrix<double> product = Matrix<double>.Build.DenseIdentity(objective.Widths[1]);
        foreach (Matrix<double> matrix in matrices.Skip(1).SkipLast(1))
        {
            product = matrix * product;
        }

        return product.FrobeniusNorm() == 0 ? 0 : product.Rank();
    }
}
