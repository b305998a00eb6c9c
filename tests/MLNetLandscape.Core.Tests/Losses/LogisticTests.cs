using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Core.Tests.Losses;

public sealed class LogisticTests
{
    private static readonly Logistic Loss = new();

    [Fact]
    public void Has_the_values_of_its_formula()
    {
        Assert.Equal(Math.Log(2), Loss.Value(0), 1e-15);
        Assert.Equal(0.5, Loss.FirstDerivative(0));
        Assert.Equal(0.25, Loss.SecondDerivative(0));
        Assert.Equal(Math.Log(1 + Math.E), Loss.Value(1), 1e-15);
        Assert.Equal(1 / (1 + Math.Exp(-1)), Loss.FirstDerivative(1), 1e-15);
    }

    [Fact]
    public void Neither_overflows_nor_loses_small_values()
    {
        Assert.Equal(1000, Loss.Value(1000));
        Assert.Equal(1, Loss.FirstDerivative(1000));
        Assert.Equal(0, Loss.SecondDerivative(1000));
        Assert.Equal(1, Loss.Value(-40) / Math.Exp(-40), 1e-14);
        Assert.Equal(1, Loss.FirstDerivative(-40) / Math.Exp(-40), 1e-14);
        Assert.Equal(1, Loss.Value(-12) / (Math.Exp(-12) - (Math.Exp(-24) / 2) + (Math.Exp(-36) / 3)), 1e-14);
    }
}
