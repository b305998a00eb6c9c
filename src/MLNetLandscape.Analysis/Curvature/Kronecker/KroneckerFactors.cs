using MathNet.Numerics.LinearAlgebra;

namespace MLNetLandscape.Analysis.Curvature.Kronecker;

/// <summary>One dense layer's block as a Kronecker product G (x) Q: of the curvature at its outputs and the second moment of its inputs.</summary>
/// <remarks>
/// With V = [dW db] (units x columns), a product with the block is G V Q. As a matrix over the layer's parameters, W row by row and then b, the entry
/// of (j, a) and (k, c) is G[j, k] Q[a, c]. Never written out unless asked.
/// </remarks>
public sealed class KroneckerFactors : ICurvatureOperator
{
    private readonly double[] outputs;
    private readonly double[] inputs;
    private readonly double[] joined;
    private readonly double[] half;

    internal KroneckerFactors(LayerBlock block, int units, int columns)
    {
        (Block, Units, Columns) = (block, units, columns);
        outputs = new double[checked(units * units)];
        inputs = new double[checked(columns * columns)];
        joined = new double[units * columns];
        half = new double[units * columns];
    }

    /// <summary>Which parameters.</summary>
    public LayerBlock Block { get; }

    /// <summary>Units of the layer: rows of W.</summary>
    public int Units { get; }

    /// <summary>Columns of W, and one more for the bias.</summary>
    public int Columns { get; }

    /// <inheritdoc/>
    public int Dimension => Block.Length;

    /// <summary>G, units x units, row-major, symmetric and positive semi-definite.</summary>
    public ReadOnlySpan<double> OutputFactor => outputs;

    /// <summary>Q, the mean of a a' over the rows, with a the layer's input and a 1 behind it: columns x columns, row-major, symmetric and positive semi-definite.</summary>
    public ReadOnlySpan<double> InputFactor => inputs;

    internal Span<double> Outputs => outputs;

    internal Span<double> Inputs => inputs;

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        OperatorRules.CheckLengths(this, vector, product);
        Join(vector, joined);
        Matrix<double> g = Matrix<double>.Build.Dense(Units, Units, outputs);

        // Column-major columns x units is row-major units x columns: V'. Then Q V' G = (G V Q)'.
        Matrix<double> transposed = Matrix<double>.Build.Dense(Columns, Units, joined);
        Matrix<double> q = Matrix<double>.Build.Dense(Columns, Columns, inputs);
        Matrix<double> result = Matrix<double>.Build.Dense(Columns, Units, half);
        q.Multiply(transposed).Multiply(g, result);
        Separate(half, product);
    }

    /// <summary>Brings a layer's parameters, W row by row and then b, into the rows [W b].</summary>
    /// <param name="parameters"><see cref="Dimension"/> numbers.</param>
    /// <param name="rows">Receives units x columns numbers, row-major.</param>
    public void Join(ReadOnlySpan<double> parameters, Span<double> rows)
    {
        int width = Columns - 1;
        for (int unit = 0; unit < Units; unit++)
        {
            parameters.Slice(unit * width, width).CopyTo(rows[(unit * Columns)..]);
            rows[(unit * Columns) + width] = parameters[(Units * width) + unit];
        }
    }

    /// <summary>The way back from <see cref="Join"/>.</summary>
    public void Separate(ReadOnlySpan<double> rows, Span<double> parameters)
    {
        int width = Columns - 1;
        for (int unit = 0; unit < Units; unit++)
        {
            rows.Slice(unit * Columns, width).CopyTo(parameters[(unit * width)..]);
            parameters[(Units * width) + unit] = rows[(unit * Columns) + width];
        }
    }
}
