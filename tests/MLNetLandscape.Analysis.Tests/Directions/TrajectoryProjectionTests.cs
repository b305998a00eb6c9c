using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Tests.Surfaces;

namespace MLNetLandscape.Analysis.Tests.Directions;

public sealed class TrajectoryProjectionTests
{
    [Fact]
    public void Recovers_a_path_that_lies_in_a_plane()
    {
        double[] a = NetworkProblem.Normal(30, 1), b = NetworkProblem.Normal(30, 2), origin = NetworkProblem.Normal(30, 3);
        double[][] points = [.. Enumerable.Range(0, 8).Select(i => origin.Select((x, k) => x + ((7 - i) * a[k]) + (Math.Sin(i) * b[k] * (7 - i))).ToArray())];
        TrajectoryProjection projection = TrajectoryProjection.Fit(points);
        Assert.Equal(1, projection.Explained, 12);
        Assert.Equal((0, 0), projection.Points[^1]);
        Assert.Equal(1, TensorPrimitives.Norm<double>(projection.U), 12);
        Assert.Equal(0, TensorPrimitives.Dot<double>(projection.U, projection.V), 10);
        for (int i = 0; i < points.Length; i++)
        {
            for (int k = 0; k < 30; k++)
            {
                Assert.Equal(points[i][k], projection.Origin[k] + (projection.Points[i].U * projection.U[k]) + (projection.Points[i].V * projection.V[k]), 8);
            }
        }
    }

    [Fact]
    public void Says_how_much_of_a_path_beside_the_plane_is_lost()
    {
        double[][] points = [[3, 0, 0], [0, 2, 0], [0, 0, 1], [0, 0, 0]];
        Assert.Equal(13.0 / 14, TrajectoryProjection.Fit(points).Explained, 12);
    }

    [Fact]
    public void Refuses_too_few_points_and_points_on_a_line()
    {
        Assert.Equal(
            "Points of a trajectory must be at least 3, but was 2. Keep a model now and then during training.",
            Assert.Throws<ArgumentException>(() => TrajectoryProjection.Fit([[1, 2], [3, 4]])).Message);
        Assert.StartsWith(
            "The points of a trajectory must span a plane, but lie on a line", Assert.Throws<ArgumentException>(() => TrajectoryProjection.Fit([[1, 1], [2, 2], [3, 3]])).Message, StringComparison.Ordinal);
    }
}
