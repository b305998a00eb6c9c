using MathNet.Numerics.LinearAlgebra;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>The Hessian of the objective with respect to one layer's parameters, exact.</summary>
public sealed class LayerHessian
{
    private readonly double[] values;

    internal LayerHessian(LayerBlock block, double[] values) => (Block, this.values) = (block, values);

    /// <summary>Which parameters.</summary>
    public LayerBlock Block { get; }

    /// <summary>The entries, row-major and symmetric, in the order of the flat vector.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The sum of the diagonal, which is the sum of the eigenvalues.</summary>
    public double Trace
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < values.Length; i += Block.Length + 1)
            {
                sum += values[i];
            }

            return sum;
        }
    }

    /// <summary>The block as a matrix, which shares the memory.</summary>
    public Matrix<double> ToMatrix() => Matrix<double>.Build.Dense(Block.Length, Block.Length, values);

    /// <summary>The block as an operator.</summary>
    public ICurvatureOperator ToOperator() => new MatrixOperator(ToMatrix());
}
