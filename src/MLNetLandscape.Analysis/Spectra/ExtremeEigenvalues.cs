using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Spectra;

/// <summary>The largest and the most negative eigenvalue of a symmetric matrix, with vectors and residuals, by Lanczos from a random start.</summary>
/// <remarks>
/// Both values are Rayleigh quotients: the true largest eigenvalue is at least <see cref="Largest"/>'s value, the true smallest at most
/// <see cref="Smallest"/>'s. So a negative value proves negative curvature; a non-negative one proves nothing, not even after convergence, since a
/// random start may miss a direction.
/// </remarks>
public sealed record ExtremeEigenvalues
{
    /// <summary>The pair of the largest value.</summary>
    public required EigenPair Largest { get; init; }

    /// <summary>The pair of the smallest value, the most negative one if any is.</summary>
    public required EigenPair Smallest { get; init; }

    /// <summary>Whether both residuals reached the tolerance.</summary>
    public required bool Converged { get; init; }

    /// <summary>Lanczos steps taken.</summary>
    public required int Steps { get; init; }

    /// <summary>The seed of the start vector.</summary>
    public required long Seed { get; init; }

    /// <summary>Runs Lanczos until both ends converge or the steps are used up.</summary>
    /// <exception cref="InvalidOperationException">A product was not finite.</exception>
    public static ExtremeEigenvalues Find(ICurvatureOperator curvature, LanczosOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(curvature);
        options ??= new LanczosOptions();
        LanczosRun run = new(curvature, Probes.Normal(new RandomSource(options.Seed), 0, curvature.Dimension));
        bool converged = false;
        while (!converged && run.Steps < options.MaximumSteps && !run.IsComplete)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Step();

            // The small eigenproblem costs a cube of the steps: solve it now and then, not after every product.
            if (run.Steps % 5 == 0)
            {
                converged = HasConverged(run, options.Tolerance);
            }
        }

        (double[] _, Matrix<double> vectors) = run.Solve();
        EigenPair smallest = Measure(curvature, run.Combine(vectors.Column(0)));
        EigenPair largest = Measure(curvature, run.Combine(vectors.Column(run.Steps - 1)));
        double allowed = options.Tolerance * Math.Max(Math.Abs(smallest.Value), Math.Abs(largest.Value));
        return new ExtremeEigenvalues
        {
            Smallest = smallest,
            Largest = largest,
            Converged = smallest.Residual <= allowed && largest.Residual <= allowed,
            Steps = run.Steps,
            Seed = options.Seed,
        };
    }

    private static bool HasConverged(LanczosRun run, double tolerance)
    {
        (double[] values, Matrix<double> vectors) = run.Solve();
        double allowed = tolerance * Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));
        return run.LastBeta * Math.Abs(vectors[run.Steps - 1, 0]) <= allowed
            && run.LastBeta * Math.Abs(vectors[run.Steps - 1, run.Steps - 1]) <= allowed;
    }

    private static EigenPair Measure(ICurvatureOperator curvature, double[] vector)
    {
        double[] product = new double[vector.Length];
        curvature.Multiply(vector, product);
        double value = TensorPrimitives.Dot<double>(vector, product);
        TensorPrimitives.MultiplyAdd(vector, -value, product, product);
        return new EigenPair(value, vector, TensorPrimitives.Norm<double>(product));
    }
}
