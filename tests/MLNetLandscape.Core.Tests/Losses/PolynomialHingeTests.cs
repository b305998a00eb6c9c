using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Core.Tests.Losses;

public sealed class PolynomialHingeTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Refuses_a_power_below_three(int power)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialHinge(power));
        Assert.Equal(
            $"Power must be at least 3, but was {power}: below 3 the second derivative of max(0, 1 + z)^p is not continuous at z = -1, "
            + "and the exponential-neuron theorem does not hold. Use 3. (Parameter 'power')",
            exception.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialHinge(3) with { Power = power });
    }

    [Theory]
    [InlineData(3, 1, 8, 12, 12)]
    [InlineData(3, 0, 1, 3, 6)]
    [InlineData(3, -1, 0, 0, 0)]
    [InlineData(3, -5, 0, 0, 0)]
    [InlineData(4, 1, 16, 32, 48)]
    [InlineData(5, 1, 32, 80, 160)]
    [InlineData(8, 1, 256, 1024, 3584)]
    public void Has_the_values_of_its_formula(int power, double z, double value, double first, double second)
    {
        PolynomialHinge loss = new(power);
        Assert.Equal(value, loss.Value(z));
        Assert.Equal(first, loss.FirstDerivative(z));
        Assert.Equal(second, loss.SecondDerivative(z));
    }

    [Fact]
    public void The_second_derivative_is_continuous_at_the_hinge()
    {
        PolynomialHinge loss = new(3);
        Assert.Equal(0, loss.SecondDerivative(-1 - 1e-9));
        Assert.Equal(6e-9, loss.SecondDerivative(-1 + 1e-9), 1e-15);
    }
}
