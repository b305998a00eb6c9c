using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>The Jacobian of all outputs on all rows, and what its smallest singular value says about the residual.</summary>
/// <remarks>
/// With u = the derivatives of the data term with respect to the outputs (r / n for the squared loss), the gradient of the data term is J'u. So where J has
/// as many independent rows as it has rows, ||u|| &lt;= ||J'u|| / sigma_min: a stationary point then is a minimum of every row's convex loss.
/// Source: Karhadkar, Murray, Tseran, Montufar, arXiv:2305.19510, section 2.
/// </remarks>
public sealed record JacobianRank
{
    /// <summary>Rows: rows of the data x outputs.</summary>
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

    internal static JacobianRank Create(NetworkExamination network)
    {
        Matrix<double> jacobian = Jacobian(network.Network, network.Objective.Data);
        MathNet.Numerics.LinearAlgebra.Vector<double> u = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(network.OutputGradients());
        double[] squares = jacobian.TransposeAndMultiply(jacobian).SymmetricEigenvalues();

        // JJ' has rounding of the order of rows x 2^-53 of its largest eigenvalue: squared singular values below that are no more than zero.
        double rounding = (squares.Length + jacobian.ColumnCount) * Math.ScaleB(1, -52) * squares[^1];
        return new JacobianRank
        {
            Rows = jacobian.RowCount,
            Columns = jacobian.ColumnCount,
            Rank = squares.Count(square => square > rounding),
            SmallestSingularValue = Math.Sqrt(Math.Max(0, squares[0] - rounding)),
            LargestSingularValue = Math.Sqrt(Math.Max(0, squares[^1])),
            ResidualNorm = u.L2Norm(),
            GradientNorm = jacobian.TransposeThisAndMultiply(u).L2Norm(),
        };
    }

    private static Matrix<double> Jacobian(Network<double> network, Dataset<double> data)
    {
        int k = network.OutputSize;
        int factorParameters = network.Definition.Neuron is LossFactorNeuron ? 2 : 0;
        NetworkPass<double> pass = new(network, 1);
        Matrix<double> jacobian = Matrix<double>.Build.Dense(data.Rows * k, network.Layout.Count);
        double[] line = new double[network.Layout.Count];
        for (int row = 0; row < data.Rows; row++)
        {
            for (int output = 0; output < k; output++)
            {
                pass.Load(data.Features.Span.Slice(row * data.FeatureCount, data.FeatureCount));
                pass.Forward(PassMode.Inference);
                pass.OutputGradient.Values.Clear();
                pass.OutputGradient[0, output] = 1;
                pass.Backward();
                pass.Gradient(line);
                line.AsSpan(line.Length - factorParameters).Clear();
                jacobian.SetRow((row * k) + output, line);
            }
        }

        return jacobian;
    }
}
