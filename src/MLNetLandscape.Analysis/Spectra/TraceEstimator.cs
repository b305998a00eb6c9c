using System.Numerics.Tensors;
using MathNet.Numerics.Statistics;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Spectra;

/// <summary>The trace of a symmetric matrix from products with random vectors.</summary>
public static class TraceEstimator
{
    /// <summary>Hutchinson's estimator: the mean of z'Mz over vectors z of random signs.</summary>
    /// <remarks>Variance per probe 2 (||M||_F^2 - sum of M_ii^2). Source: Hutchinson, Communications in Statistics 18 (1989), 1059-1076.</remarks>
    /// <param name="curvature">M.</param>
    /// <param name="probes">Products to take, at least 1; at least 2 for an error bar.</param>
    /// <param name="seed">The seed of the signs.</param>
    public static TraceEstimate Hutchinson(ICurvatureOperator curvature, int probes, long seed)
    {
        ArgumentNullException.ThrowIfNull(curvature);
        ArgumentOutOfRangeException.ThrowIfLessThan(probes, 1);
        RandomSource random = new(seed);
        double[] product = new double[curvature.Dimension];
        double[] samples = new double[probes];
        for (int i = 0; i < probes; i++)
        {
            samples[i] = Form(curvature, Probes.Signs(random, i, curvature.Dimension), product);
        }

        return Summarise(0, samples, probes, seed);
    }

    /// <summary>Hutch++: the trace on a random range of M exactly, and Hutchinson's estimator on what is orthogonal to it.</summary>
    /// <remarks>
    /// A third of the products each for the sketch S, for tr(Q'MQ) with Q an orthonormal basis of M S, and for the rest. The error falls like
    /// 1/products, where Hutchinson's falls like the root, for matrices with a dominant part, as Hessians have. Exact, with no random part, where the
    /// sketch captures the whole range. Source: Meyer, Musco, Musco, Woodruff, SOSA 2021, arXiv:2010.09649, algorithm 1.
    /// </remarks>
    /// <param name="curvature">M.</param>
    /// <param name="products">Products to take, at least 3.</param>
    /// <param name="seed">The seed of the signs.</param>
    public static TraceEstimate HutchPlusPlus(ICurvatureOperator curvature, int products, long seed)
    {
        ArgumentNullException.ThrowIfNull(curvature);
        ArgumentOutOfRangeException.ThrowIfLessThan(products, 3);
        int n = curvature.Dimension;
        int third = Math.Min(products / 3, n);
        RandomSource random = new(seed);
        List<double[]> basis = [];
        double largest = 0;
        for (int i = 0; i < third; i++)
        {
            double[] column = new double[n];
            curvature.Multiply(Probes.Signs(random, i, n), column);
            largest = Math.Max(largest, TensorPrimitives.Norm<double>(column));
            Project(basis, column);
            double rest = TensorPrimitives.Norm<double>(column);
            if (rest > 1e-12 * largest)
            {
                TensorPrimitives.Divide(column, rest, column);
                basis.Add(column);
            }
        }

        double[] product = new double[n];
        double exact = basis.Sum(q => Form(curvature, q, product));
        double[] samples = new double[products / 3];
        for (int i = 0; i < samples.Length; i++)
        {
            double[] probe = Probes.Signs(random, products + i, n);
            Project(basis, probe);
            samples[i] = Form(curvature, probe, product);
        }

        return Summarise(exact, samples, third + basis.Count + samples.Length, seed);
    }

    /// <summary>Takes away what lies in the span of an orthonormal basis; twice, for rounding.</summary>
    private static void Project(List<double[]> basis, double[] vector)
    {
        for (int round = 0; round < 2; round++)
        {
            foreach (double[] q in basis)
            {
                TensorPrimitives.MultiplyAdd(q, -TensorPrimitives.Dot<double>(q, vector), vector, vector);
            }
        }
    }

    private static double Form(ICurvatureOperator curvature, double[] vector, double[] product)
    {
        curvature.Multiply(vector, product);
        return TensorPrimitives.Dot<double>(vector, product);
    }

    private static TraceEstimate Summarise(double exact, double[] samples, int products, long seed) =>
        new(exact + samples.Average(), Statistics.StandardDeviation(samples) / Math.Sqrt(samples.Length), products, seed);
}
