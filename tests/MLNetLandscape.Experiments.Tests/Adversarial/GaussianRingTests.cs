using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Experiments.Adversarial;

namespace MLNetLandscape.Experiments.Tests.Adversarial;

public sealed class GaussianRingTests
{
    [Fact]
    public void Should_hit_all_its_own_modes()
    {
        RandomSource random = new(5);
        float[] points = new float[8_000];
        GaussianRing.Draw(points, ref random);
        (double share, int hit) = GaussianRing.Judge(points);
        Assert.Equal(8, hit);

        // Within three deviations of a mode lie 1 - exp(-9/2) = 0.9889 of the points of a Gaussian in the plane; 0.0017 is one standard error of 4,000 points.
        Assert.InRange(share, 0.9889 - 0.007, 0.9889 + 0.007);
    }

    [Fact]
    public void Should_count_the_modes_that_have_two_in_a_hundred_points()
    {
        // A hundred points: 97 at the first mode, 2 at the third, 1 at the fifth.
        float[] points = [.. Enumerable.Repeat(new[] { 2f, 0f }, 97).SelectMany(point => point), 0, 2, 0, 2, -2, 0];
        Assert.Equal((1.0, 2), GaussianRing.Judge(points));
    }

    [Fact]
    public void Should_not_count_what_lies_between_modes_or_inside_the_ring() => Assert.Equal((0.0, 0), GaussianRing.Judge([0, 0, 1.6f, 0, 1.4f, 1f]));
}
