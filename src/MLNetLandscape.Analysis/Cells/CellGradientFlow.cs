using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>Follows gradient flow within a cell in closed form, and finds where it first meets the boundary.</summary>
/// <remarks>
/// With B = A diag(z), L = ||B w - y||^2 / N and w(t) = w0 + sum_k (e^(-lambda_k t) - 1) p_k v_k, where v_k are the right singular vectors of B,
/// lambda_k = 2 sigma_k^2 / N and p_k = v_k'(w0 - B^+ y). So every w_i(t)'x_j is a sum of exponentials g(t) = g_inf + sum_k c_k e^(-lambda_k t).
/// Its first zero is approached in steps of g(t) / sum_k |c_k| lambda_k e^(-lambda_k t), which can never jump over one.
/// </remarks>
public static class CellGradientFlow
{
    /// <summary>Follows the flow that starts at the units' weights.</summary>
    /// <param name="data">Rows of d features and one label each.</param>
    /// <param name="units">The weights and the readout, which stays fixed.</param>
    /// <exception cref="ArgumentException">Units and data do not fit.</exception>
    public static CellFlow Follow(Dataset<double> data, ReluUnits units)
    {
        ReluCell cell = ReluCell.Containing(data, units);
        MinimumNormLeastSquares limit = new(cell.CreateDesign(units.Readout), data.Targets.Span, null);
        double[] difference = new double[units.Weights.Length];
        TensorPrimitives.Subtract<double>(units.Weights, limit.Solution, difference);
        double[] projections = [.. limit.RowSpace.Select(vector => TensorPrimitives.Dot<double>(vector, difference))];
        double[] rates = [.. limit.SingularValues.Take(limit.Rank).Select(sigma => 2 * sigma * sigma / data.Rows)];
        (ExponentialSum.Crossing? first, int unit, int row) = FirstExit(cell, units, limit, projections, rates);
        double time = first?.Time ?? double.PositiveInfinity;
        double[] end = [.. units.Weights];
        for (int k = 0; k < rates.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(limit.RowSpace[k], (Math.Exp(-rates[k] * time) - 1) * projections[k], end, end);
        }

        bool exits = first is not null;
        return new CellFlow
        {
            Outcome = !exits ? CellFlowOutcome.Stays : first!.Value.IsCrossing ? CellFlowOutcome.Leaves : CellFlowOutcome.TouchesBoundary,
            ExitTime = exits ? time : null,
            ExitUnit = exits ? unit : null,
            ExitRow = exits ? row : null,
            EndWeights = end,
            StartLoss = Loss(cell, units.Readout, units.Weights),
            EndLoss = Loss(cell, units.Readout, end),
        };
    }

    private static (ExponentialSum.Crossing? First, int Unit, int Row) FirstExit(
        ReluCell cell, ReluUnits units, MinimumNormLeastSquares limit, double[] projections, double[] rates)
    {
        (ExponentialSum.Crossing? First, int Unit, int Row) exit = (null, -1, -1);
        int features = units.Features;
        double[] coefficients = new double[rates.Length];
        for (int i = 0; i < units.Count; i++)
        {
            for (int j = 0; j < cell.Data.Rows; j++)
            {
                ReadOnlySpan<double> x = ReluCell.Row(cell.Data, j);
                double side = cell.IsActive(i, j) ? 1 : -1;
                double start = side * TensorPrimitives.Dot(units.Unit(i), x);
                for (int k = 0; k < rates.Length; k++)
                {
                    coefficients[k] = side * projections[k] * TensorPrimitives.Dot(limit.RowSpace[k].AsSpan(i * features, features), x);
                }

                ExponentialSum distance = new(start - coefficients.Sum(), coefficients, rates);
                double horizon = exit.First?.Time ?? double.PositiveInfinity;
                if (TensorPrimitives.Norm(x) > 0 && distance.FirstZero(horizon) is { } crossing)
                {
                    exit = (crossing, i, j);
                }
            }
        }

        return exit;
    }

    /// <summary>||f - y||^2 / N by the cell's formula.</summary>
    private static double Loss(ReluCell cell, double[] readout, double[] weights)
    {
        int features = cell.Data.FeatureCount;
        double sum = 0;
        for (int j = 0; j < cell.Data.Rows; j++)
        {
            double residual = -cell.Data.Targets.Span[j];
            for (int i = 0; i < cell.Units; i++)
            {
                if (cell.IsActive(i, j))
                {
                    residual += readout[i] * TensorPrimitives.Dot(weights.AsSpan(i * features, features), ReluCell.Row(cell.Data, j));
                }
            }

            sum += residual * residual;
        }

        return sum / cell.Data.Rows;
    }
}
