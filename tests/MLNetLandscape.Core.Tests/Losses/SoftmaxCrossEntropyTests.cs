using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Core.Tests.Losses;

public sealed class SoftmaxCrossEntropyTests
{
    [Fact]
    public void Equal_outputs_cost_the_logarithm_of_their_number()
    {
        double[] gradient = new double[4];
        Assert.Equal(Math.Log(4), new SoftmaxCrossEntropy().Evaluate<double>([7, 7, 7, 7], [2], gradient, 1, 1), 1e-15);
        Assert.Equal([0.25, 0.25, -0.75, 0.25], gradient);
    }

    [Fact]
    public void Large_outputs_do_not_overflow()
    {
        float[] gradient = new float[2];
        Assert.Equal(20000f, new SoftmaxCrossEntropy().Evaluate<float>([10000, -10000], [1], gradient, 1, 1));
        Assert.Equal([1f, -1f], gradient);
        Assert.Equal(0f, new SoftmaxCrossEntropy().Evaluate<float>([10000, -10000], [0], gradient, 1, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(36)]
    [InlineData(60)]
    [InlineData(500)]
    public void The_curvature_keeps_its_digits_where_a_probability_rounds_to_one(double gap)
    {
        // Two classes: the Hessian is p q times ((1, -1), (-1, 1)), with q = 1 / (1 + exp(gap)) and p = 1 - q.
        double q = 1 / (1 + Math.Exp(gap));
        double expected = q * (1 - q);
        double[] product = new double[2];
        new SoftmaxCrossEntropy().HessianProduct<double>([0, gap], [0], [0.25, 1.25], product, 1, 1);
        Assert.Equal(-expected, product[0], 1e-14 * expected);
        Assert.Equal(expected, product[1], 1e-14 * expected);
        new SoftmaxCrossEntropy().HessianProduct<double>([gap, 0], [0], [0.25, 1.25], product, 1, 1);
        Assert.Equal(-expected, product[0], 1e-14 * expected);
        Assert.Equal(expected, product[1], 1e-14 * expected);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void Refuses_a_target_that_is_no_class(double target)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => new SoftmaxCrossEntropy().Evaluate<double>([1, 2, 3], [target], new double[3], 1, 1));
        Assert.Equal(
            $"A target of SoftmaxCrossEntropy must be a class index from 0 to 2, but was {target}. Number the classes from 0. (Parameter 'target')",
            exception.Message);
    }
}
