using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>The Jacobian of all outputs on all rows of positive weight, and what its smallest singular value says about the residual.</summary>
/// <remarks>
/// With u = the derivatives of the data term with respect to the outputs (r / n for the squared loss), the gradient of the data term is J'u. So where J has
/// as many independent rows as it has rows, ||u|| &lt;= ||J'u|| / sigma_min: a stationary point then is a minimum of every row's convex loss.
/// Source: Karhadkar, Murray, Tseran, Montufar, arXiv:2305.19510, section 2.
/// </remarks>
public sealed record JacobianRank
{
    /// <summary>Rows: rows of the data of positive weight x outputs.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns: parameters.</summary>
    public required int Columns { get; init; }

    /// <summary>Singular values that are larger than rounding.</summary>
    public required int Rank { get; init; }

    /// <summary>A lower bound of the smallest of Rows singular values; 0 where it cannot be told from zero.</summary>
    public required double SmallestSingularValue { get; init; }

    /// <summary>The largest singular value.</summary>
    public required double LargestSingularValue { get; init; }

    /// <summary>||u||.</summary>
    public required double ResidualNorm { get; init; }

    /// <summary>||J'u||, the gradient norm of the data term.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>||J'u|| / sigma_min, which ||u|| cannot exceed; infinite without full row rank.</summary>
    public double ResidualBound => SmallestSingularValue > 0 ? GradientNorm / SmallestSingularValue : double.PositiveInfinity;

    /// <summary>Null where a number of the Jacobian is not finite.</summary>
    internal static JacobianRank? Create(NetworkExamination network, CancellationToken cancellationToken)
    {
        // A row without weight asks nothing of the parameters, and one that repeats another would spoil full rank.
        double[] samples = Select(network.CountedRows, network.Objective.Data.Features.Span, network.Network.InputSize);
        double[] jacobian = OutputJacobian.Compute(network.Network, samples, null, cancellationToken);
        if (!jacobian.All(double.IsFinite))
        {
            return null;
        }

        double[] u = Select(network.CountedRows, network.OutputGradients(), network.Network.OutputSize);
        SingularSpectrum spectrum = SingularSpectrum.Of(jacobian, u.Length);
        double[] gradient = new double[spectrum.Columns];
        for (int row = 0; row < u.Length; row++)
        {
            TensorPrimitives.MultiplyAdd(jacobian.AsSpan(row * gradient.Length, gradient.Length), u[row], gradient, gradient);
        }

        return new JacobianRank
        {
            Rows = spectrum.Rows,
            Columns = spectrum.Columns,
            Rank = spectrum.Rank,
            SmallestSingularValue = Math.Max(0, spectrum.SmallestOfRows - spectrum.Tolerance),
            LargestSingularValue = spectrum.Values[0],
            ResidualNorm = TensorPrimitives.Norm<double>(u),
            GradientNorm = TensorPrimitives.Norm<double>(gradient),
        };
    }

    private static double[] Select(IReadOnlyList<int> rows, ReadOnlySpan<double> values, int width)
    {
        double[] selected = new double[rows.Count * width];
        for (int i = 0; i < rows.Count; i++)
        {
            values.Slice(rows[i] * width, width).CopyTo(selected.AsSpan(i * width));
        }

        return selected;
    }
}
