using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>The exact Gauss-Newton matrix as a dense matrix: for networks of up to some thousand parameters, of every kind of layer and neuron.</summary>
/// <remarks>An update takes as many products as there are parameters, and a solution the third power of their number.</remarks>
public sealed class ExactGaussNewton : ICurvaturePreconditioner
{
    /// <summary>The most parameters: a matrix of 128 MB.</summary>
    public const int LargestDimension = 4000;

    private Matrix<double>? curvature;
    private DampedFactor? factor;

    /// <inheritdoc/>
    public string Fingerprint => "exact";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The network has more parameters than <see cref="LargestDimension"/>.</exception>
    public void Check(Network<double> network, Loss loss)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Layout.Count > LargestDimension)
        {
            throw new ArgumentException(
                $"The exact Gauss-Newton matrix takes networks of at most {LargestDimension} parameters, but this one has {network.Layout.Count}. Use KFRA, which factors it.",
                nameof(network));
        }
    }

    /// <inheritdoc/>
    public void Update(GaussNewtonBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int n = batch.Dimension;
        Matrix<double> matrix = Matrix<double>.Build.Dense(n, n);
        double[] unit = new double[n];
        double[] column = new double[n];
        for (int j = 0; j < n; j++)
        {
            unit[j] = 1;
            batch.Multiply(unit, column);
            unit[j] = 0;
            matrix.SetColumn(j, column);
        }

        // Rounding differs above and below the diagonal.
        curvature = (matrix + matrix.Transpose()) / 2;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There was no update.</exception>
    public bool TrySolve(ReadOnlySpan<double> gradient, double damping, Span<double> direction)
    {
        Matrix<double> matrix = curvature ?? throw new InvalidOperationException("There is no curvature to solve with. Call Update first.");
        if (factor?.Dimension != matrix.RowCount)
        {
            factor = new DampedFactor(matrix.RowCount);
        }

        if (!factor.TryFactor(matrix.AsColumnMajorArray(), damping))
        {
            return false;
        }

        gradient.CopyTo(direction);
        factor.SolveRows(direction, 1);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Every epoch begins with an update, so there is nothing to keep.</remarks>
    public void Save(BinaryWriter writer)
    {
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
    }
}
