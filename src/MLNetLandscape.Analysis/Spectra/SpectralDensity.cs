using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Spectra;

/// <summary>The distribution of all eigenvalues of a symmetric matrix, by stochastic Lanczos quadrature.</summary>
/// <remarks>
/// <para>For a random unit vector v, v' f(M) v estimates tr f(M) / n; k steps of Lanczos from v turn it into the Gauss quadrature sum_j tau_j^2
/// f(theta_j), theta the eigenvalues of T and tau the first components of its eigenvectors. Averaged over probes.</para>
/// <para>Sources: Ubaru, Chen, Saad, "Fast estimation of tr(f(A)) via stochastic Lanczos quadrature", SIMAX 38 (2017), 1075-1099; Ghorbani, Krishnan,
/// Xiao, ICML 2019, arXiv:1901.10159.</para>
/// </remarks>
public sealed class SpectralDensity
{
    private SpectralDensity(int dimension, IReadOnlyList<IReadOnlyList<QuadratureNode>> probes, long seed) =>
        (Dimension, Probes, Seed) = (dimension, probes, seed);

    /// <summary>n, the eigenvalues in all.</summary>
    public int Dimension { get; }

    /// <summary>The quadrature of each probe; its weights sum to 1.</summary>
    public IReadOnlyList<IReadOnlyList<QuadratureNode>> Probes { get; }

    /// <summary>The seed of the start vectors.</summary>
    public long Seed { get; }

    /// <summary>The smallest node: at least the smallest eigenvalue, up to rounding.</summary>
    public double Smallest => Probes.Min(nodes => nodes[0].Value);

    /// <summary>The largest node: at most the largest eigenvalue, up to rounding.</summary>
    public double Largest => Probes.Max(nodes => nodes[^1].Value);

    /// <summary>Runs Lanczos from every probe.</summary>
    /// <exception cref="InvalidOperationException">A product was not finite.</exception>
    public static SpectralDensity Estimate(ICurvatureOperator curvature, SpectralDensityOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(curvature);
        options ??= new SpectralDensityOptions();
        RandomSource random = new(options.Seed);
        List<IReadOnlyList<QuadratureNode>> probes = [];
        for (int probe = 0; probe < options.Probes; probe++)
        {
            LanczosRun run = new(curvature, Spectra.Probes.Normal(random, probe, curvature.Dimension));
            while (run.Steps < options.Steps && !run.IsComplete)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run.Step();
            }

            (double[] values, Matrix<double> vectors) = run.Solve();
            probes.Add([.. values.Select((value, j) => new QuadratureNode(value, vectors[0, j] * vectors[0, j]))]);
        }

        return new SpectralDensity(curvature.Dimension, probes, options.Seed);
    }

    /// <summary>The mean of f over all eigenvalues, tr f(M) / n, with its standard error (NaN with one probe).</summary>
    public (double Mean, double StandardError) MeanOf(Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        double[] samples = [.. Probes.Select(nodes => nodes.Sum(node => node.Weight * function(node.Value)))];
        return (samples.Average(), Statistics.StandardDeviation(samples) / Math.Sqrt(samples.Length));
    }

    /// <summary>The density at a place, smoothed by a normal curve, with its standard error.</summary>
    /// <param name="place">Where.</param>
    /// <param name="width">The curve's standard deviation, positive: the resolution that one wants to see; a hundredth of the range suits plots.</param>
    public (double Density, double StandardError) At(double place, double width)
    {
        if (!(width > 0 && double.IsFinite(width)))
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"width must be positive and finite, but was {width}. A hundredth of Largest - Smallest suits plots.");
        }

        return MeanOf(value => Math.Exp(-0.5 * (value - place) * (value - place) / (width * width)) / (width * Math.Sqrt(2 * Math.PI)));
    }
}
