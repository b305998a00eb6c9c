using MLNetLandscape.Core.Data.Eeg;

namespace MLNetLandscape.Core.Tests.Data.Eeg;

public sealed class CloughTocherInterpolationTests
{
    private static readonly (double X, double Y)[] Points = [(0, 0), (4, 0), (4.5, 3), (0, 3.5), (2, 1.5)];
    private static readonly CloughTocherInterpolation Interpolation =
        new(Points, [(0, 1, 4), (1, 2, 4), (2, 3, 4), (3, 0, 4)]);

    [Fact]
    public void Passes_through_the_points()
    {
        for (int i = 0; i < Points.Length; i++)
        {
            double[] weights = Interpolation.Weights(Points[i].X, Points[i].Y)!;
            for (int j = 0; j < weights.Length; j++)
            {
                Assert.Equal(i == j ? 1 : 0, weights[j], 1e-12);
            }
        }
    }

    [Fact]
    public void Reproduces_a_plane()
    {
        static double Plane(double x, double y) => 2 - (0.7 * x) + (1.3 * y);
        foreach ((double x, double y) in Places())
        {
            Assert.Equal(Plane(x, y), At(x, y, Plane), 1e-11);
        }
    }

    [Fact]
    public void Is_smooth_across_edges()
    {
        static double Wave(double x, double y) => Math.Sin(2 * x) + (x * y * y);
        const double Step = 1e-5;

        // The middle of the edge from (0, 0) to (2, 1.5), and a step to either side of it.
        (double x, double y) = (1, 0.75);
        (double nx, double ny) = (-0.6, 0.8);
        double here = At(x, y, Wave);
        double left = (At(x + (Step * nx), y + (Step * ny), Wave) - here) / Step;
        double right = (here - At(x - (Step * nx), y - (Step * ny), Wave)) / Step;
        Assert.Equal(left, right, 1e-3);
        Assert.True(Math.Abs(left) > 0.1);
    }

    [Fact]
    public void Is_absent_outside_the_hull()
    {
        Assert.Null(Interpolation.Weights(-0.01, 1));
        Assert.Null(Interpolation.Weights(2, -0.01));
        Assert.NotNull(Interpolation.Weights(2, 0));
    }

    private static double At(double x, double y, Func<double, double, double> function)
    {
        double[] weights = Interpolation.Weights(x, y)!;
        return Points.Select((point, i) => weights[i] * function(point.X, point.Y)).Sum();
    }

    private static IEnumerable<(double, double)> Places()
    {
        for (double x = 0.1; x < 4; x += 0.37)
        {
            for (double y = 0.05; y < 3; y += 0.29)
            {
                yield return (x, y);
            }
        }
    }
}
