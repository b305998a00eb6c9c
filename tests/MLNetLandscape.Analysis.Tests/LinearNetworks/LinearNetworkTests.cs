using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.LinearNetworks;
using MLNetLandscape.Analysis.Tests.Surfaces;

namespace MLNetLandscape.Analysis.Tests.LinearNetworks;

public sealed class LinearNetworkTests
{
    private const int Dx = 4, Dy = 3, Samples = 12;

    private static readonly Matrix<double> X = Matrix<double>.Build.DenseOfRowMajor(Dx, Samples, NetworkProblem.Normal(Dx * Samples, 1));
    private static readonly Matrix<double> Y = Matrix<double>.Build.DenseOfRowMajor(Dy, Samples, NetworkProblem.Normal(Dy * Samples, 2));
    private static readonly LinearProblem Problem = new(X, Y);

    [Fact]
    public void The_eigenvalues_are_those_of_Sigma()
    {
        Matrix<double> sigma = Y * X.Transpose() * (X * X.Transpose()).Inverse() * X * Y.Transpose();
        double[] expected = [.. sigma.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        Assert.All(expected.Zip(Problem.Eigenvalues), pair => Assert.Equal(pair.First, pair.Second, 10));
    }

    [Fact]
    public void The_conditions_are_reported_one_by_one()
    {
        Assert.True(Problem.TheoremApplies);
        Assert.Equal([true, true, true, true], Problem.Conditions.Select(condition => condition.Holds));
        Matrix<double> dependent = X.Clone();
        dependent.SetRow(3, X.Row(0) + X.Row(1));
        Assert.Equal([false, true, true, true], new LinearProblem(dependent, Y).Conditions.Select(condition => condition.Holds));
        Matrix<double> twice = Y.Clone();
        twice.SetRow(2, Y.Row(0));
        Assert.Equal([true, false, true, true], new LinearProblem(X, twice).Conditions.Select(condition => condition.Holds));
        Assert.False(new LinearProblem(Y, X).Conditions[2].Holds);
        Matrix<double> orthogonal = X.Svd().VT.SubMatrix(0, 2, 0, Samples);
        Assert.Equal([true, true, true, false], new LinearProblem(X, orthogonal).Conditions.Select(condition => condition.Holds));
    }

    [Fact]
    public void The_figure_of_distinct_eigenvalues_is_the_smallest_gap_relative_to_the_largest()
    {
        Matrix<double> sigma = Y * X.Transpose() * (X * X.Transpose()).Inverse() * X * Y.Transpose();
        double[] spectrum = [.. sigma.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        Assert.Equal(Math.Min(spectrum[0] - spectrum[1], spectrum[1] - spectrum[2]) / spectrum[0], Problem.Conditions[3].Figure, 10);
        LinearCondition ofNothing = new LinearProblem(X, 0 * Y).Conditions[3];
        Assert.Equal((false, 0), (ofNothing.Holds, ofNothing.Figure));
        LinearCondition ofOne = new LinearProblem(X, Y.SubMatrix(0, 1, 0, Samples)).Conditions[3];
        Assert.Equal((true, 1), (ofOne.Holds, ofOne.Figure));
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    public void Sigma_and_its_conditions_do_not_depend_on_the_scale_of_the_inputs(double scale)
    {
        Matrix<double> dependent = X.Clone();
        dependent.SetRow(3, X.Row(0) + X.Row(1));
        foreach (Matrix<double> inputs in new[] { X, dependent })
        {
            LinearProblem expected = new(inputs, Y), scaled = new(inputs * scale, Y);
            Assert.All(expected.Eigenvalues.Zip(scaled.Eigenvalues), pair => Assert.Equal(pair.First, pair.Second, 10));
            Assert.Equal(expected.Conditions.Select(condition => condition.Holds), scaled.Conditions.Select(condition => condition.Holds));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3, 2)]
    [InlineData(3, 3, 4)]
    public void Every_set_of_eigenvalues_is_critical_with_the_value_of_the_formula(params int[] hidden)
    {
        int width = Math.Min(hidden.Min(), Dy);
        IReadOnlyList<LinearCriticalValue> values = Problem.CriticalValues(width);
        Assert.Equal(width == 2 ? 7 : 8, values.Count);
        foreach (LinearCriticalValue critical in values)
        {
            LinearPoint point = LinearPoint.Classify(Problem, hidden, LinearPoint.Critical(Problem, hidden, critical.Set));
            Assert.Equal(critical.Value, point.Value, 10);
            Assert.True(point.GradientNorm < 1e-10);
            bool isGlobal = critical.Set.Order().SequenceEqual(Enumerable.Range(0, width));
            Assert.Equal(isGlobal, point.Kind == LinearPointKind.GlobalMinimum);
            if (!isGlobal && point.InnerRank == width)
            {
                Assert.Equal(LinearPointKind.StrictSaddle, point.Kind);
                Assert.True(point.SmallestEigenvalue < -1e-6);
            }
        }

        Assert.Equal(Problem.GlobalMinimum(width), values[0].Value);
    }

    [Fact]
    public void The_least_value_of_full_width_is_that_of_least_squares() =>
        Assert.Equal(0.5 * Math.Pow((Y - (Y * X.PseudoInverse() * X)).FrobeniusNorm(), 2), Problem.GlobalMinimum(Dy), 10);

    [Fact]
    public void Zero_is_a_strict_saddle_of_one_hidden_layer_and_a_bad_one_of_two()
    {
        LinearPoint one = LinearPoint.Classify(Problem, [3], new double[(Dx * 3) + (3 * Dy)]);
        Assert.Equal(LinearPointKind.StrictSaddle, one.Kind);
        LinearPoint two = LinearPoint.Classify(Problem, [3, 3], new double[(Dx * 3) + 9 + (3 * Dy)]);
        Assert.Equal(LinearPointKind.BadSaddle, two.Kind);
        Assert.True(two.HessianIsZero);
        Assert.Equal((0, 0), (two.SmallestEigenvalue, two.InnerRank));
        Assert.Equal(Problem.ZeroLoss, two.Value, 12);
    }

    [Fact]
    public void A_random_point_is_not_critical() => Assert.Equal(
        LinearPointKind.NotCritical, LinearPoint.Classify(Problem, [3], NetworkProblem.Normal((Dx * 3) + (3 * Dy), 3)).Kind);

    [Fact]
    public void Gradient_and_Hessian_agree_with_central_differences()
    {
        DeepLinearObjective objective = new(X, Y, [3, 2]);
        double[] point = NetworkProblem.Normal(objective.Dimension, 4), direction = NetworkProblem.Normal(objective.Dimension, 5);
        double[] gradient = new double[point.Length], above = new double[point.Length], below = new double[point.Length], product = new double[point.Length];
        objective.Gradient(point, gradient);
        objective.HessianVectorProduct(point, direction, product);
        const double Step = 1e-5;
        double[] plus = [.. point.Zip(direction, (x, d) => x + (Step * d))], minus = [.. point.Zip(direction, (x, d) => x - (Step * d))];
        Assert.Equal((objective.Value(plus) - objective.Value(minus)) / (2 * Step), TensorPrimitives.Dot<double>(gradient, direction), 1e-4);
        objective.Gradient(plus, above);
        objective.Gradient(minus, below);
        Assert.All(above.Zip(below, (a, b) => (a - b) / (2 * Step)).Zip(product), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void A_fork_is_the_same_function()
    {
        DeepLinearObjective objective = new(X, Y, [3, 2]);
        double[] point = NetworkProblem.Normal(objective.Dimension, 4);
        DeepLinearObjective fork = Assert.IsType<DeepLinearObjective>(objective.Fork());
        Assert.Equal([Dx, 3, 2, Dy], fork.Widths);
        Assert.Equal(objective.Value(point), fork.Value(point));
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Assert.Equal(
            "X and Y must have one column a sample, but X has 12 and Y has 3. Transpose the one that has rows.",
            Assert.Throws<ArgumentException>(() => new LinearProblem(X, Y.Transpose())).Message);
        Assert.Equal(
            "relativeTolerance must be positive and finite, but was 0. 1e-9 is the default.",
            Assert.Throws<ArgumentException>(() => LinearPoint.Classify(Problem, [3], new double[21], 0)).Message);
        Assert.StartsWith(
            "A dense Hessian may have at most 2000 rows, but the network has 7000 parameters.",
            Assert.Throws<ArgumentException>(() => LinearPoint.Classify(Problem, [1000], new double[7000])).Message, StringComparison.Ordinal);
    }
}
