using System.Text.Json;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Tests.Losses;

public sealed class OneHotSquaredTests
{
    private static readonly double[] Outputs = [0.3, -1.2, 2.0, 0.7];
    private static readonly double[] Tangent = [1, -2, 0.5, 3];

    [Fact]
    public void Is_the_squared_loss_of_one_hot_targets()
    {
        double[] gradient = new double[4], expected = new double[4];
        double value = new OneHotSquared().Evaluate<double>(Outputs, [3], gradient, 1, 1.7);
        Assert.Equal(new Squared().Evaluate<double>(Outputs, [0, 0, 0, 1], expected, 1, 1.7), value);
        Assert.Equal(expected, gradient);
    }

    /// <summary>Value, gradient and Hessian times the tangent by PyTorch 1.13, autograd of 0.5 ((softmax(f) - e_3)^2).sum() in double.</summary>
    [Fact]
    public void With_a_softmax_it_agrees_with_an_independent_implementation()
    {
        OneHotSquared loss = new(AppliesSoftmax: true);
        double[] gradient = new double[4], product = new double[4];
        Assert.Equal(0.5656640448062857, loss.Evaluate<double>(Outputs, [3], gradient, 1, 1), 1e-15);
        loss.HessianProduct<double>(Outputs, [3], Tangent, product, 1, 1);
        double[] slopes = [-0.02337163023472398, -0.007799883557024043, 0.23727278766138277, -0.2061012738696347];
        double[] curvatures = [0.07785487212637114, 0.0382772067801228, 0.12182258613711926, -0.2379546650436132];
        for (int k = 0; k < 4; k++)
        {
            Assert.Equal(slopes[k], gradient[k], 1e-15);
            Assert.Equal(curvatures[k], product[k], 1e-15);
        }
    }

    [Fact]
    public void With_a_softmax_huge_outputs_do_not_overflow()
    {
        double[] gradient = new double[2];
        Assert.Equal(1, new OneHotSquared(AppliesSoftmax: true).Evaluate<double>([1000, -1000], [1], gradient, 1, 1));
        Assert.Equal([0, 0], gradient);
    }

    [Fact]
    public void Refuses_one_output()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new OneHotSquared().GetTargetWidth(1));
        Assert.Equal(
            "OneHotSquared takes a network of at least 2 outputs, one per class, but it has 1. For one output, use Squared. (Parameter 'outputs')", exception.Message);
    }

    [Fact]
    public void Refuses_a_class_that_is_not_there()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new OneHotSquared().Evaluate<double>(Outputs, [4], new double[4], 1, 1));
        Assert.Equal("A target of OneHotSquared must be a class index from 0 to 3, but was 4. Number the classes from 0. (Parameter 'target')", exception.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Survives_json(bool softmax)
    {
        Loss loss = new OneHotSquared(softmax);
        Assert.Equal(loss, JsonSerializer.Deserialize<Loss>(JsonSerializer.Serialize(loss, JsonFormat.Compact), JsonFormat.Compact));
    }
}
