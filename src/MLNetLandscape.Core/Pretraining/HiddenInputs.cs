using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>What the neurons of a layer read: one column of n numbers per input.</summary>
internal sealed class HiddenInputs(IReadOnlyList<double[]> columns, int rows)
{
    /// <summary>n.</summary>
    public int Rows => rows;

    /// <summary>Inputs of a neuron.</summary>
    public IReadOnlyList<double[]> Columns => columns;

    /// <summary>The inputs of a row-major matrix of any precision.</summary>
    public static HiddenInputs FromRows<T>(ReadOnlySpan<T> values, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int features = values.Length / rows;
        double[][] columns = new double[features][];
        for (int j = 0; j < features; j++)
        {
            columns[j] = new double[rows];
            for (int i = 0; i < rows; i++)
            {
                columns[j][i] = double.CreateTruncating(values[(i * features) + j]);
            }
        }

        return new HiddenInputs(columns, rows);
    }

    /// <summary>These inputs and then <paramref name="more"/>.</summary>
    public HiddenInputs With(IEnumerable<double[]> more) => new([.. columns, .. more], rows);

    /// <summary>f(w'x + b) for every row.</summary>
    public double[] Evaluate(Activation activation, ReadOnlySpan<double> weights)
    {
        double[] output = Combine(weights[..^1], weights[^1]);
        activation.Apply<double>(output);
        return output;
    }

    /// <summary>w'x + b for every row.</summary>
    public double[] Combine(ReadOnlySpan<double> weights, double bias)
    {
        double[] sum = new double[rows];
        sum.AsSpan().Fill(bias);
        for (int j = 0; j < columns.Count; j++)
        {
            TensorPrimitives.MultiplyAdd(columns[j], weights[j], sum, sum);
        }

        return sum;
    }
}
