using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>A lower bound for networks of dense identity layers with the squared loss: they are affine in x, and no affine function beats least squares.</summary>
/// <remarks>Tight unless a hidden layer is narrower than both ends; with the bound, the global minima of deep linear networks (Kawaguchi 2016, arXiv:1605.07110) are certified.</remarks>
internal static class LeastSquaresBound
{
    /// <summary>More numbers than this are not decomposed.</summary>
    private const long LargestDesign = 4_000_000;

    /// <summary>The bound of the mean loss; null where it does not apply, or where the data is too large.</summary>
    public static double? Of(NetworkObjective objective)
    {
        Dataset<double> data = objective.Data;
        int columns = data.FeatureCount + 1;
        if (objective.Loss is not Squared
            || objective.Definition.Neuron is not null
            || !objective.Definition.Layers.All(layer => layer is Dense { Activation: Identity })
            || (long)data.Rows * columns > LargestDesign
            || data.Rows < columns)
        {
            return null;
        }

        Matrix<double> design = Matrix<double>.Build.Dense(
            data.Rows, columns, (row, j) => Root(data, row) * (j == data.FeatureCount ? 1 : data.Features.Span[(row * data.FeatureCount) + j]));
        Matrix<double> targets = Matrix<double>.Build.Dense(data.Rows, data.TargetWidth, (row, k) => Root(data, row) * data.Targets.Span[(row * data.TargetWidth) + k]);

        // The column space does not depend on the columns' lengths, and squares of 1e200 would overflow.
        for (int j = 0; j < columns; j++)
        {
            double largest = design.Column(j).AbsoluteMaximum();
            design.SetColumn(j, design.Column(j) / (largest > 0 ? largest : 1));
        }

        var decomposition = design.Svd();
        // The residual against the whole numerical column space: a direction too many only lowers the bound.
        Matrix<double> space = decomposition.U.SubMatrix(0, data.Rows, 0, Math.Min(columns, data.Rows));
        Matrix<double> residual = targets - (space * space.TransposeThisAndMultiply(targets));
        double total = targets.Enumerate().Sum(y => y * y);
        double squares = residual.Enumerate().Sum(r => r * r);
        return Math.Max(0, (squares * (1 - 1e-10)) - (1e-24 * total)) / 2 / objective.WeightSum;
    }

    private static double Root(Dataset<double> data, int row) => Math.Sqrt(data.Weights is { } weights ? weights.Span[row] : 1);
}
