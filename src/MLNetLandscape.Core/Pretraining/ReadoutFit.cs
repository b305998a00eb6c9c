namespace MLNetLandscape.Core.Pretraining;

/// <summary>The readout that minimises sum_i w_i ||S'g_i + c - y_i||^2 / (2 sum w) + L2 ||S||^2 / 2 over given features.</summary>
/// <remarks>The penalty is a row sqrt(L2 sum w) e_j below each column j, with the target 0; so the condition is that of the features and no square of it.</remarks>
internal sealed class ReadoutFit
{
    private readonly int[] places;
    private readonly double[] solution;
    private readonly int outputs;

    /// <summary>Solves it.</summary>
    /// <param name="rows">The features as inputs, and the targets.</param>
    /// <param name="l2">L2.</param>
    /// <param name="rounding">The relative error of a feature or a weight when the network computes: L2 is at least its square times the features' mean square.</param>
    public ReadoutFit(RegressionRows rows, double l2, double rounding)
    {
        IReadOnlyList<double[]> features = rows.Inputs.Columns;
        double penalty = rounding > 0 ? Math.Max(l2, rounding * rounding * features.Average(feature => Square(feature) / rows.Rows)) : l2;
        outputs = rows.Outputs;
        int extra = penalty > 0 ? features.Count : 0;
        IncrementalLeastSquares problem = rows.CreateProblem(features.Count + 1, extra);
        places = new int[features.Count + 1];
        ColumnProjection projection = problem.CreateProjection();
        double[] column = new double[rows.Rows + extra];
        double root = Math.Sqrt(penalty * rows.WeightSum);
        for (int j = 0; j < places.Length; j++)
        {
            Array.Clear(column);
            Column(rows, j).CopyTo(column, 0);
            if (j > 0 && extra > 0)
            {
                column[rows.Rows + j - 1] = root;
            }

            problem.Project(column, projection);
            places[j] = projection.IsDependent ? -1 : problem.Count;
            if (!projection.IsDependent)
            {
                problem.Append(projection);
            }
        }

        solution = problem.Solve();
        MeanSquare = Enumerable.Range(0, outputs).Sum(k => Square(problem.Residual(k)[..rows.Rows])) / rows.WeightSum;
    }

    /// <summary>The weighted mean of ||f - Y||^2, without the penalty.</summary>
    public double MeanSquare { get; }

    /// <summary>Writes S as a dense layer's weights, outputs x features, and then c.</summary>
    public void Write(Span<double> parameters)
    {
        int features = places.Length - 1;
        for (int k = 0; k < outputs; k++)
        {
            for (int j = 0; j < features; j++)
            {
                parameters[(k * features) + j] = Coefficient(j + 1, k);
            }

            parameters[(outputs * features) + k] = Coefficient(0, k);
        }
    }

    private static double Square(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return sum;
    }

    /// <summary>The bias's column first, so that it is there in any case.</summary>
    private static double[] Column(RegressionRows rows, int j)
    {
        if (j > 0)
        {
            return rows.Weigh(rows.Inputs.Columns[j - 1]);
        }

        double[] ones = new double[rows.Rows];
        ones.AsSpan().Fill(1);
        return rows.Weigh(ones);
    }

    private double Coefficient(int column, int output) => places[column] < 0 ? 0 : solution[(places[column] * outputs) + output];
}
