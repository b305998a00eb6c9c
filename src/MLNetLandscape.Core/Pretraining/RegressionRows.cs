using System.Numerics.Tensors;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>The rows of a least-squares problem: inputs, targets and the roots of the example weights.</summary>
internal sealed class RegressionRows
{
    private RegressionRows(HiddenInputs inputs, double[] targets, double[]? roots, double weightSum)
    {
        (Inputs, Targets, Roots, WeightSum) = (inputs, targets, roots, weightSum);
    }

    public HiddenInputs Inputs { get; }

    /// <summary>Y, rows x K, not weighted.</summary>
    public double[] Targets { get; }

    /// <summary>The roots of the weights; null where all are 1.</summary>
    public double[]? Roots { get; }

    public double WeightSum { get; }

    public int Rows => Inputs.Rows;

    public int Outputs => Targets.Length / Rows;

    public static RegressionRows Create<T>(Dataset<T> data, TargetKind kind, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Create(data, HiddenInputs.FromRows(data.Features.Span, data.Rows), PretrainingTargets.Create(data, kind, outputs));

    /// <summary>The rows of a data set with inputs and targets of its own.</summary>
    public static RegressionRows Create<T>(Dataset<T> data, HiddenInputs inputs, double[] targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (data.Weights is not { } weights)
        {
            return new RegressionRows(inputs, targets, null, data.Rows);
        }

        double[] roots = new double[data.Rows];
        double sum = 0;
        for (int i = 0; i < roots.Length; i++)
        {
            double weight = double.CreateTruncating(weights.Span[i]);
            sum += weight;
            roots[i] = Math.Sqrt(weight);
        }

        return sum > 0
            ? new RegressionRows(inputs, targets, roots, sum)
            : throw new ArgumentException("The example weights must have a positive sum, but are all 0. Give at least one row a weight.", nameof(data));
    }

    /// <summary>The problem without columns.</summary>
    /// <param name="capacity">The most columns.</param>
    /// <param name="extraRows">Rows below the data's with a target of 0.</param>
    public IncrementalLeastSquares CreateProblem(int capacity, int extraRows = 0)
    {
        int outputs = Outputs;
        double[] weighted = new double[(Rows + extraRows) * outputs];
        Targets.CopyTo(weighted, 0);
        for (int i = 0; Roots is not null && i < Targets.Length; i++)
        {
            weighted[i] *= Roots[i / outputs];
        }

        return new IncrementalLeastSquares(Rows + extraRows, capacity, weighted);
    }

    /// <summary>A column as the problem takes it: every row times the root of its weight. The column itself, where all weights are 1.</summary>
    public double[] Weigh(double[] column)
    {
        if (Roots is null)
        {
            return column;
        }

        double[] weighted = new double[column.Length];
        TensorPrimitives.Multiply(column, Roots, weighted);
        return weighted;
    }

    /// <summary>The weighted ||f - Y||^2 of outputs given column by column.</summary>
    public double SumOfSquares(IReadOnlyList<double[]> outputs)
    {
        double sum = 0;
        for (int k = 0; k < outputs.Count; k++)
        {
            for (int i = 0; i < Rows; i++)
            {
                double error = (outputs[k][i] - Targets[(i * outputs.Count) + k]) * (Roots?[i] ?? 1);
                sum += error * error;
            }
        }

        return sum;
    }
}
