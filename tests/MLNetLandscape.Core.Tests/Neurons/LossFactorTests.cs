using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Tests.Neurons;

/// <summary>s = 1 + (a e^b - 1)^2 by hand, at a = 3, b = log 2: q = 5.</summary>
public sealed class LossFactorTests
{
    private static readonly double B = Math.Log(2);

    [Fact]
    public void Value_and_derivatives_are_those_of_the_formula()
    {
        LossFactor factor = new(3, B, 80);
        Assert.Equal(5, factor.Q, 1e-14);
        Assert.Equal(26, factor.Value, 1e-13);
        Assert.Equal(20, factor.ByScale, 1e-13);
        Assert.Equal(60, factor.ByBias, 1e-13);
        Assert.Equal((20 * 0.5) - (60 * 2), factor.Tangent(0.5, -2), 1e-12);
        // Second derivatives: 2 * 4; 2 * 3 * 4 + 2 * 5 * 2; 2 * 9 * 4 + 2 * 5 * 3 * 2.
        (double byScale, double byBias) = factor.GradientTangent(0.5, -2);
        Assert.Equal((8 * 0.5) - (44 * 2), byScale, 1e-12);
        Assert.Equal((44 * 0.5) - (132 * 2), byBias, 1e-12);
    }

    [Fact]
    public void The_clamp_holds_beyond_its_bound_and_not_at_it()
    {
        LossFactor at = new(3, B, B);
        Assert.False(at.Clamped);
        Assert.Equal(60, at.ByBias, 1e-13);
        LossFactor beyond = new(3, B + 1, B);
        Assert.True(beyond.Clamped);
        Assert.Equal((5, 20, 0), (Math.Round(beyond.Q, 12), Math.Round(beyond.ByScale, 12), beyond.ByBias));
        (double byScale, double byBias) = beyond.GradientTangent(0.5, -2);
        Assert.Equal((4, 0), (Math.Round(byScale, 12), byBias));
    }
}
