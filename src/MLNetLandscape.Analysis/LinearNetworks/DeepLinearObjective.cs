using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.LinearNetworks;

/// <summary>L(W_1, ..., W_n) = 1/2 ||W_n ... W_1 X - Y||^2 as a function of all matrices, one after another, each row by row.</summary>
/// <remarks>With A_k = W_k ... W_1 X, B_k = W_n ... W_(k+1) and E = A_n - Y: dL/dW_k = B_k' E A_(k-1)'. Hessian-vector products differentiate that product by product.</remarks>
public sealed class DeepLinearObjective : IObjective
{
    private readonly Matrix<double> inputs;
    private readonly Matrix<double> targets;
    private readonly int[] widths;

    /// <summary>Binds data and widths.</summary>
    /// <param name="inputs">X, d_x x m.</param>
    /// <param name="targets">Y, d_y x m.</param>
    /// <param name="hidden">The widths between d_x and d_y, each at least 1; empty for one matrix.</param>
    public DeepLinearObjective(Matrix<double> inputs, Matrix<double> targets, IReadOnlyList<int> hidden)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(hidden);
        foreach (int width in hidden)
        {
            Estimates.Require.AtLeast(width, 1, "A hidden width", "");
        }

        (this.inputs, this.targets) = (inputs, targets);
        widths = [inputs.RowCount, .. hidden, targets.RowCount];
    }

    /// <summary>The widths, the input's first and the output's last.</summary>
    public IReadOnlyList<int> Widths => widths;

    /// <summary>Matrices, n = H + 1.</summary>
    public int Depth => widths.Length - 1;

    /// <inheritdoc/>
    public int Dimension => Enumerable.Range(0, Depth).Sum(k => widths[k] * widths[k + 1]);

    /// <summary>The matrices W_1, ..., W_n of a parameter vector.</summary>
    public Matrix<double>[] Unpack(ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != Dimension)
        {
            throw new ArgumentException($"The network has {Dimension} parameters, but {parameters.Length} were given.", nameof(parameters));
        }

        Matrix<double>[] matrices = new Matrix<double>[Depth];
        int offset = 0;
        for (int k = 0; k < Depth; k++)
        {
            int length = widths[k] * widths[k + 1];
            matrices[k] = Matrix<double>.Build.DenseOfRowMajor(widths[k + 1], widths[k], parameters.Slice(offset, length).ToArray());
            offset += length;
        }

        return matrices;
    }

    /// <summary>The parameter vector of matrices.</summary>
    public static double[] Pack(IEnumerable<Matrix<double>> matrices) => [.. matrices.SelectMany(matrix => matrix.ToRowMajorArray())];

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> parameters)
    {
        Matrix<double> product = inputs;
        foreach (Matrix<double> matrix in Unpack(parameters))
        {
            product = matrix * product;
        }

        return 0.5 * Math.Pow((product - targets).FrobeniusNorm(), 2);
    }

    /// <inheritdoc/>
    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Matrix<double>[] w = Unpack(parameters);
        Matrix<double>[] a = new Matrix<double>[Depth + 1];
        a[0] = inputs;
        for (int k = 0; k < Depth; k++)
        {
            a[k + 1] = w[k] * a[k];
        }

        Matrix<double> error = a[Depth] - targets;
        Matrix<double>[] parts = new Matrix<double>[Depth];
        Matrix<double> back = error;
        for (int k = Depth - 1; k >= 0; k--)
        {
            parts[k] = back * a[k].Transpose();
            back = w[k].Transpose() * back;
        }

        Pack(parts).CopyTo(gradient);
        return 0.5 * Math.Pow(error.FrobeniusNorm(), 2);
    }

    /// <inheritdoc/>
    public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product)
    {
        Matrix<double>[] w = Unpack(parameters), v = Unpack(vector);
        Matrix<double>[] a = new Matrix<double>[Depth + 1], tangent = new Matrix<double>[Depth + 1];
        (a[0], tangent[0]) = (inputs, inputs * 0);
        for (int k = 0; k < Depth; k++)
        {
            a[k + 1] = w[k] * a[k];
            tangent[k + 1] = (v[k] * a[k]) + (w[k] * tangent[k]);
        }

        Matrix<double> back = a[Depth] - targets, backTangent = tangent[Depth];
        Matrix<double>[] parts = new Matrix<double>[Depth];
        for (int k = Depth - 1; k >= 0; k--)
        {
            parts[k] = (backTangent * a[k].Transpose()) + (back * tangent[k].Transpose());
            backTangent = (v[k].Transpose() * back) + (w[k].Transpose() * backTangent);
            back = w[k].Transpose() * back;
        }

        Pack(parts).CopyTo(product);
    }

    /// <inheritdoc/>
    public IObjective Fork() => new DeepLinearObjective(inputs, targets, widths[1..^1]);
}
