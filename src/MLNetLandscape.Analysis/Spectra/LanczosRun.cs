using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature;

namespace MLNetLandscape.Analysis.Spectra;

/// <summary>The Lanczos process with full reorthogonalisation: an orthonormal basis Q of the Krylov space, and the tridiagonal T = Q'MQ.</summary>
/// <remarks>
/// <para>q_(k+1) beta_k = M q_k - alpha_k q_k - beta_(k-1) q_(k-1), made orthogonal to every earlier q twice: in floating point that keeps Q
/// orthonormal to rounding, so no eigenvalue appears more often than it is one (Parlett, "The Symmetric Eigenvalue Problem", 1980, chapter 13).</para>
/// <para>Ends early where the next vector vanishes: then Q spans an invariant space and the eigenvalues of T are eigenvalues of M.
/// Memory: steps + 2 vectors.</para>
/// </remarks>
internal sealed class LanczosRun
{
    private readonly ICurvatureOperator curvature;
    private readonly List<double[]> basis = [];
    private readonly List<double> alphas = [];
    private readonly List<double> betas = [];
    private readonly double[] next;
    private double scale;

    /// <summary>Starts at a vector, which is copied and scaled to length 1.</summary>
    public LanczosRun(ICurvatureOperator curvature, ReadOnlySpan<double> start)
    {
        this.curvature = curvature;
        next = new double[curvature.Dimension];
        double[] first = start.ToArray();
        TensorPrimitives.Divide(first, TensorPrimitives.Norm<double>(first), first);
        basis.Add(first);
    }

    /// <summary>Steps done.</summary>
    public int Steps => alphas.Count;

    /// <summary>Whether the basis spans an invariant space, so that no step is left.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The coefficient to the vector after the last: the residual of an eigenvector s of T is this times its last component.</summary>
    public double LastBeta => betas[^1];

    /// <summary>Takes one product with the matrix.</summary>
    /// <exception cref="InvalidOperationException">A product was not finite.</exception>
    public void Step()
    {
        double[] current = basis[^1];
        curvature.Multiply(current, next);
        double alpha = TensorPrimitives.Dot<double>(current, next);
        if (!double.IsFinite(alpha))
        {
            throw new InvalidOperationException(
                $"Step {Steps + 1} of Lanczos got a product that is not finite. The curvature overflows at this point: the training has diverged, or the parameters are huge.");
        }

        alphas.Add(alpha);
        scale = Math.Max(scale, TensorPrimitives.Norm<double>(next));
        for (int round = 0; round < 2; round++)
        {
            foreach (double[] earlier in basis)
            {
                TensorPrimitives.MultiplyAdd(earlier, -TensorPrimitives.Dot<double>(earlier, next), next, next);
            }
        }

        double beta = TensorPrimitives.Norm<double>(next);
        betas.Add(beta);
        IsComplete = Steps == curvature.Dimension || beta <= 1e-14 * scale;
        if (!IsComplete)
        {
            double[] vector = new double[next.Length];
            TensorPrimitives.Divide(next, beta, vector);
            basis.Add(vector);
        }
    }

    /// <summary>The eigenvalues of T, ascending, and its eigenvectors in columns.</summary>
    public (double[] Values, Matrix<double> Vectors) Solve()
    {
        Matrix<double> t = Matrix<double>.Build.Dense(Steps, Steps);
        for (int i = 0; i < Steps; i++)
        {
            t[i, i] = alphas[i];
            if (i + 1 < Steps)
            {
                t[i, i + 1] = t[i + 1, i] = betas[i];
            }
        }

        var decomposition = t.Evd(Symmetricity.Symmetric);
        double[] values = [.. decomposition.EigenValues.Select(value => value.Real)];
        int[] order = [.. Enumerable.Range(0, Steps)];
        Array.Sort(values, order);
        return (values, Matrix<double>.Build.DenseOfColumnVectors(order.Select(i => decomposition.EigenVectors.Column(i))));
    }

    /// <summary>Q s, of length 1.</summary>
    public double[] Combine(MathNet.Numerics.LinearAlgebra.Vector<double> coefficients)
    {
        double[] vector = new double[next.Length];
        for (int i = 0; i < Steps; i++)
        {
            TensorPrimitives.MultiplyAdd(basis[i], coefficients[i], vector, vector);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        return vector;
    }
}
