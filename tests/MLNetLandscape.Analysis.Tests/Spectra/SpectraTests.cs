using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Spectra;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Spectra;

public sealed class SpectraTests
{
    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    public void Extreme_eigenvalues_of_a_network_are_those_of_the_dense_decomposition(string name)
    {
        Problem problem = Network(name);
        HessianOperator hessian = new(problem.Objective, problem.Parameters);
        ExtremeEigenvalues found = ExtremeEigenvalues.Find(hessian);
        double[] expected = hessian.ToMatrix().SymmetricEigenvalues();
        Assert.True(found.Converged);
        Assert.True(expected[0] < 0);
        Assert.Equal(expected[0], found.Smallest.Value, 1e-10 * expected[^1]);
        Assert.Equal(expected[^1], found.Largest.Value, 1e-10 * expected[^1]);
        AssertPair(hessian, found.Smallest);
        AssertPair(hessian, found.Largest);
    }

    [Fact]
    public void Extreme_eigenvalues_of_every_layer_are_those_of_the_dense_decomposition()
    {
        Problem problem = Network("tanh");
        HessianOperator hessian = new(problem.Objective, problem.Parameters);
        foreach (LayerBlock block in LayerBlock.Of(problem.Objective.Layout))
        {
            BlockOperator layer = block.Restrict(hessian);
            double[] expected = layer.ToMatrix().SymmetricEigenvalues();
            ExtremeEigenvalues found = ExtremeEigenvalues.Find(layer);
            double scale = Math.Max(-expected[0], expected[^1]);
            Assert.Equal(expected[0], found.Smallest.Value, 1e-9 * scale);
            Assert.Equal(expected[^1], found.Largest.Value, 1e-9 * scale);
        }
    }

    [Fact]
    public void An_early_end_is_said_not_to_have_converged_and_its_residual_holds()
    {
        double[] eigenvalues = [.. Enumerable.Range(0, 300).Select(i => i / 299.0)];
        ICurvatureOperator matrix = Matrix(eigenvalues, seed: 3);
        ExtremeEigenvalues found = ExtremeEigenvalues.Find(matrix, new LanczosOptions { MaximumSteps = 10 });
        Assert.False(found.Converged);
        Assert.Equal(10, found.Steps);
        Assert.InRange(found.Largest.Value, 0.8, 1);
        Assert.True(found.Largest.Residual > 1e-4);
        Assert.Contains(eigenvalues, value => Math.Abs(value - found.Largest.Value) <= found.Largest.Residual);
    }

    [Fact]
    public void Repeated_eigenvalues_and_zero_matrices_end_early()
    {
        ExtremeEigenvalues repeated = ExtremeEigenvalues.Find(Matrix([.. Enumerable.Range(0, 60).Select(i => i % 3 - 1.0)], seed: 5));
        Assert.True(repeated.Steps <= 4, $"{repeated.Steps}");
        Assert.Equal(-1, repeated.Smallest.Value, 1e-12);
        Assert.Equal(1, repeated.Largest.Value, 1e-12);
        ExtremeEigenvalues zero = ExtremeEigenvalues.Find(new MatrixOperator(Matrix<double>.Build.Dense(7, 7)));
        Assert.Equal(0, zero.Smallest.Value);
        Assert.Equal(0, zero.Largest.Value);
        Assert.True(zero.Converged);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_the_same_eigenvalue()
    {
        Problem problem = Network("tanh");
        HessianOperator hessian = new(problem.Objective, problem.Parameters);
        ExtremeEigenvalues first = ExtremeEigenvalues.Find(hessian);
        Assert.Equal(first.Smallest.Value, ExtremeEigenvalues.Find(hessian).Smallest.Value);
        Assert.Equal(first.Smallest.Value, ExtremeEigenvalues.Find(hessian, new LanczosOptions { Seed = 77 }).Smallest.Value, 1e-10);
    }

    [Fact]
    public void Refuses_a_tolerance_of_zero()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new LanczosOptions { Tolerance = 0 });
        Assert.StartsWith("Tolerance must be positive and finite, but was 0: no computed residual is exactly zero. 1e-8 is the default.", error.Message);
    }

    [Fact]
    public void Says_that_the_curvature_overflows()
    {
        MatrixOperator matrix = new(Matrix<double>.Build.Dense(2, 2, double.PositiveInfinity));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => ExtremeEigenvalues.Find(matrix));
        Assert.StartsWith("Step 1 of Lanczos got a product that is not finite.", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Trace_estimates_lie_around_the_trace_as_their_error_bars_say(bool plusPlus)
    {
        Problem problem = Network("tanh");
        HessianOperator hessian = new(problem.Objective, problem.Parameters);
        double trace = hessian.ToMatrix().Trace();
        double[] scores = new double[40];
        for (int seed = 0; seed < scores.Length; seed++)
        {
            TraceEstimate estimate = plusPlus ? TraceEstimator.HutchPlusPlus(hessian, 30, seed) : TraceEstimator.Hutchinson(hessian, 30, seed);
            Assert.Equal(30, estimate.Products);
            scores[seed] = (estimate.Value - trace) / estimate.StandardError;
        }

        // Student t of 9 or 29 degrees of freedom: a mean near 0, a root mean square near 1.
        Assert.InRange(scores.Average(), -0.6, 0.6);
        Assert.InRange(Math.Sqrt(scores.Average(score => score * score)), 0.6, 1.6);
    }

    [Fact]
    public void Hutch_plus_plus_is_exact_where_its_sketch_captures_the_range_and_sharper_where_the_spectrum_falls()
    {
        ICurvatureOperator low = Matrix([5, -3, 2, .. new double[47]], seed: 2);
        Assert.Equal(4, TraceEstimator.HutchPlusPlus(low, 15, seed: 1).Value, 1e-10);
        ICurvatureOperator falling = Matrix([.. Enumerable.Range(1, 200).Select(i => 1.0 / (i * i))], seed: 2);
        double trace = Enumerable.Range(1, 200).Sum(i => 1.0 / (i * i));
        double sharp = Enumerable.Range(0, 20).Average(seed => Math.Abs(TraceEstimator.HutchPlusPlus(falling, 60, seed).Value - trace));
        double plain = Enumerable.Range(0, 20).Average(seed => Math.Abs(TraceEstimator.Hutchinson(falling, 60, seed).Value - trace));
        Assert.True(sharp < plain / 10, $"{sharp} against {plain}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Hutchinson_is_exact_on_a_diagonal_matrix(int probes)
    {
        MatrixOperator diagonal = new(Matrix<double>.Build.DenseOfDiagonalArray([3, -1, 0.5, 8]));
        TraceEstimate estimate = TraceEstimator.Hutchinson(diagonal, probes, seed: 1);
        Assert.Equal(10.5, estimate.Value, 12);
        Assert.Equal(probes, estimate.Products);
    }

    [Fact]
    public void Signs_are_the_bits_of_the_stream_the_lowest_first()
    {
        RandomSource random = new(4), stream = random.Split(RandomPurpose.Probe, 7);
        ulong[] words = [stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64()];
        double[] expected = [.. Enumerable.Range(0, 150).Select(i => (words[i / 64] >> (i % 64) & 1) == 1 ? 1.0 : -1)];
        Assert.Equal(expected, Probes.Signs(random, 7, 150));
    }

    [Theory]
    [InlineData(1e-20)]
    [InlineData(1e20)]
    public void Hutch_plus_plus_scales_with_the_matrix(double scale) =>
        Assert.Equal(4 * scale, TraceEstimator.HutchPlusPlus(Matrix([5 * scale, -3 * scale, 2 * scale, .. new double[47]], seed: 2), 15, seed: 1).Value, 1e-10 * scale);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_sketch_of_Hutch_plus_plus_stays_orthogonal_where_its_columns_are_nearly_parallel(long seed)
    {
        // Rank 2, and the second direction all but lost in rounding: one projection leaves some 1e-16 / 3e-11 of the first in it.
        ICurvatureOperator matrix = Matrix([1, 3e-11, .. new double[10]], seed: 2);
        double trace = Enumerable.Range(0, 12).Sum(i => Entry(matrix, i));
        Assert.Equal(trace, TraceEstimator.HutchPlusPlus(matrix, 6, seed).Value, 1e-14);
    }

    [Fact]
    public void The_density_has_the_moments_of_the_spectrum_within_its_error_bars()
    {
        Problem problem = Network("tanh");
        HessianOperator hessian = new(problem.Objective, problem.Parameters);
        double[] eigenvalues = hessian.ToMatrix().SymmetricEigenvalues();
        SpectralDensity density = SpectralDensity.Estimate(hessian, new SpectralDensityOptions { Probes = 30, Steps = 40 });
        Assert.All(density.Probes, nodes => Assert.Equal(1, nodes.Sum(node => node.Weight), 1e-12));
        foreach (Func<double, double> moment in new Func<double, double>[] { x => x, x => x * x, x => Math.Exp(-x) })
        {
            (double mean, double error) = density.MeanOf(moment);
            Assert.InRange(mean, eigenvalues.Average(moment) - (4 * error), eigenvalues.Average(moment) + (4 * error));
        }

        double width = 0.05 * (eigenvalues[^1] - eigenvalues[0]);
        (double height, double heightError) = density.At(0, width);
        double expected = eigenvalues.Average(x => Math.Exp(-0.5 * x * x / (width * width)) / (width * Math.Sqrt(2 * Math.PI)));
        Assert.InRange(height, expected - (4 * heightError), expected + (4 * heightError));
        Assert.Equal(eigenvalues[^1], density.Largest, 1e-8 * eigenvalues[^1]);
    }

    [Fact]
    public void The_quadrature_of_full_length_is_the_spectrum_as_the_start_sees_it()
    {
        double[] eigenvalues = [-2, -0.5, 0.1, 1, 3, 7];
        SpectralDensity density = SpectralDensity.Estimate(Matrix(eigenvalues, seed: 8), new SpectralDensityOptions { Probes = 1, Steps = 6 });
        Assert.Equal(eigenvalues, density.Probes[0].Select(node => Math.Round(node.Value, 9)));
        Assert.Equal((-2, 7), (Math.Round(density.Smallest, 9), Math.Round(density.Largest, 9)));
    }

    private static Problem Network(string name) => Problem.Random(
        Problem.Dense([4, 7, 5, 1], name == "tanh" ? new Tanh() : new Relu(), new SkipNeuron()), new PolynomialHinge(), rows: 25, seed: 13);

    private static MatrixOperator Matrix(double[] eigenvalues, long seed)
    {
        RandomSource random = new(seed);
        int n = eigenvalues.Length;
        Matrix<double> q = Matrix<double>.Build.Dense(n, n, Problem.Normal(ref random, n * n, 1)).QR().Q;
        return new MatrixOperator(q * Matrix<double>.Build.DenseOfDiagonalArray(eigenvalues) * q.Transpose());
    }

    private static double Entry(ICurvatureOperator matrix, int i)
    {
        double[] unit = new double[matrix.Dimension], product = new double[matrix.Dimension];
        unit[i] = 1;
        matrix.Multiply(unit, product);
        return product[i];
    }

    private static void AssertPair(HessianOperator hessian, EigenPair pair)
    {
        double[] product = new double[hessian.Dimension];
        hessian.Multiply(pair.Vector.Span, product);
        double squares = 0;
        for (int i = 0; i < product.Length; i++)
        {
            double difference = product[i] - (pair.Value * pair.Vector.Span[i]);
            squares += difference * difference;
        }

        Assert.Equal(pair.Residual, Math.Sqrt(squares), 1e-12);
        Assert.Equal(1, pair.Vector.ToArray().Sum(x => x * x), 1e-12);
    }
}
