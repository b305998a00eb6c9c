using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Core.Tests.Optimizers;

public sealed class LimitedMemoryBfgsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Finds_the_minimum_of_Rosenbrocks_function(int dimension)
    {
        double[] start = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            start[i] = i % 2 == 0 ? -1.2 : 1;
        }

        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs().Minimize(new Function(dimension, Rosenbrock), start);
        Assert.Equal(LimitedMemoryBfgsStop.Converged, result.Reason);
        Assert.InRange(result.GradientNorm, 0, 1e-8);
        Assert.All(result.Parameters, x => Assert.Equal(1, x, 1e-7));
    }

    [Fact]
    public void Finds_the_minimum_of_a_stretched_quadratic()
    {
        Function quadratic = new(5, Quadratic);
        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs { GradientTolerance = 1e-10 }.Minimize(quadratic, [1, 2, 3, 4, 5]);
        Assert.Equal(LimitedMemoryBfgsStop.Converged, result.Reason);
        Assert.All(result.Parameters, x => Assert.Equal(-1, x, 1e-9));
        Assert.Equal(7, result.Value, 1e-12);
    }

    [Fact]
    public void Reports_the_figures_of_the_point_it_returns()
    {
        Function rosenbrock = new(2, Rosenbrock);
        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs { MaximumIterations = 5 }.Minimize(rosenbrock, [-1.2, 1]);
        double[] gradient = new double[2];
        Assert.Equal(LimitedMemoryBfgsStop.IterationLimit, result.Reason);
        Assert.Equal(5, result.Iterations);
        Assert.Equal(result.Value, rosenbrock.Gradient(result.Parameters, gradient));
        Assert.Equal(result.GradientNorm, Math.Sqrt((gradient[0] * gradient[0]) + (gradient[1] * gradient[1])), 1e-15);
        Assert.True(result.Value < rosenbrock.Value([-1.2, 1]));
    }

    [Fact]
    public void Stops_at_once_at_a_critical_point()
    {
        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs().Minimize(new Function(2, Rosenbrock), [1, 1]);
        Assert.Equal(LimitedMemoryBfgsStop.Converged, result.Reason);
        Assert.Equal((0, 1), (result.Iterations, result.Evaluations));
    }

    [Fact]
    public void Admits_a_stall_at_a_kink_and_keeps_the_best_point()
    {
        static double Kink(ReadOnlySpan<double> x, Span<double> g)
        {
            g[0] = x[0] >= 0 ? 1 : -1;
            g[1] = 2 * x[1];
            return 5 + Math.Abs(x[0]) + (x[1] * x[1]);
        }

        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs().Minimize(new Function(2, Kink), [0.7, 0.3]);
        Assert.Equal(LimitedMemoryBfgsStop.LineSearchStalled, result.Reason);
        Assert.InRange(result.GradientNorm, 0.99, 1.5);
        Assert.InRange(result.Value, 5, 5.001);
    }

    [Fact]
    public void Admits_a_gradient_that_does_not_belong_to_the_value()
    {
        static double Liar(ReadOnlySpan<double> x, Span<double> g)
        {
            g[0] = -1;
            return x[0];
        }

        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs().Minimize(new Function(1, Liar), [3]);
        Assert.Equal(LimitedMemoryBfgsStop.LineSearchStalled, result.Reason);
        Assert.Equal(3, result.Value, 1e-9);
    }

    [Fact]
    public void Steps_back_from_where_the_objective_overflows()
    {
        static double Barrier(ReadOnlySpan<double> x, Span<double> g)
        {
            g[0] = 1 - (1 / x[0]);
            return x[0] > 0 ? x[0] - Math.Log(x[0]) : double.PositiveInfinity;
        }

        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs().Minimize(new Function(1, Barrier), [50]);
        Assert.Equal(LimitedMemoryBfgsStop.Converged, result.Reason);
        Assert.Equal(1, result.Parameters[0], 1e-8);
    }

    [Fact]
    public void Says_so_where_the_start_is_not_finite()
    {
        static double Nowhere(ReadOnlySpan<double> x, Span<double> g)
        {
            g[0] = double.NaN;
            return double.NaN;
        }

        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs().Minimize(new Function(1, Nowhere), [2]);
        Assert.Equal(LimitedMemoryBfgsStop.NonFinite, result.Reason);
        Assert.Equal([2.0], result.Parameters);
    }

    [Fact]
    public void Converges_although_the_values_are_huge()
    {
        static double Shifted(ReadOnlySpan<double> x, Span<double> g)
        {
            g[0] = 2 * (x[0] - 1);
            return ((x[0] - 1) * (x[0] - 1)) - 1e6;
        }

        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs { GradientTolerance = 1e-4 }.Minimize(new Function(1, Shifted), [5]);
        Assert.Equal(LimitedMemoryBfgsStop.Converged, result.Reason);
        Assert.InRange(result.GradientNorm, 0, 1e-4);
    }

    [Fact]
    public void Ends_within_the_limit_where_the_objective_has_no_minimum()
    {
        static double Slope(ReadOnlySpan<double> x, Span<double> g)
        {
            g[0] = 1;
            return x[0];
        }

        LimitedMemoryBfgsResult result = new LimitedMemoryBfgs { MaximumIterations = 20 }.Minimize(new Function(1, Slope), [0]);
        Assert.NotEqual(LimitedMemoryBfgsStop.Converged, result.Reason);
        Assert.True(double.IsFinite(result.Value));
        Assert.True(result.Value < -1e6);
    }

    [Fact]
    public void Cancels()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new LimitedMemoryBfgs().Minimize(new Function(2, Rosenbrock), [0, 0], source.Token));
    }

    [Fact]
    public void Refuses_bad_settings_and_points()
    {
        Assert.Equal(
            "LimitedMemoryBfgs.GradientTolerance must be positive and finite, but was 0. The default is 1e-8.",
            Assert.Throws<ArgumentException>(() => new LimitedMemoryBfgs { GradientTolerance = 0 }).Message);
        Assert.Equal(
            "LimitedMemoryBfgs.Memory must be at least 1, but was 0. The default is 10.",
            Assert.Throws<ArgumentException>(() => new LimitedMemoryBfgs { Memory = 0 }).Message);
        Assert.Equal(
            "The starting point must have the objective's dimension, 2, and at least one number, but has 3. Pass a full parameter vector.",
            Assert.Throws<ArgumentException>(() => new LimitedMemoryBfgs().Minimize(new Function(2, Rosenbrock), [1, 2, 3])).Message);
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> g)
    {
        g.Clear();
        double value = 0;
        for (int i = 0; i + 1 < x.Length; i += 2)
        {
            double a = x[i + 1] - (x[i] * x[i]);
            double b = 1 - x[i];
            value += (100 * a * a) + (b * b);
            g[i] = (-400 * a * x[i]) - (2 * b);
            g[i + 1] = 200 * a;
        }

        return value;
    }

    private static double Quadratic(ReadOnlySpan<double> x, Span<double> g)
    {
        double value = 7;
        for (int i = 0; i < x.Length; i++)
        {
            double curvature = Math.Pow(10, i - 1);
            value += curvature * (x[i] + 1) * (x[i] + 1) / 2;
            g[i] = curvature * (x[i] + 1);
        }

        return value;
    }

    private delegate double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient);

    private sealed class Function(int dimension, ValueAndGradient function) : IObjective
    {
        public int Dimension => dimension;

        public double Value(ReadOnlySpan<double> parameters) => function(parameters, new double[dimension]);

        public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) => function(parameters, gradient);

        public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product) =>
            throw new NotSupportedException();

        public IObjective Fork() => new Function(dimension, function);
    }
}
