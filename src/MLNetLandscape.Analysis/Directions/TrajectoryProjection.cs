using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MLNetLandscape.Analysis.Estimates;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace MLNetLandscape.Analysis.Directions;

/// <summary>The plane through the last point of a training that lies closest to all its points, and the points' coordinates in it.</summary>
/// <remarks>
/// The two leading right singular vectors of the rows theta_i - theta_last, from the eigenvectors of their Gram matrix, whose size is the number
/// of points. Source: Li, Xu, Taylor, Studer, Goldstein, NeurIPS 2018, arXiv:1712.09913, section 7.2; random directions would show nothing,
/// being nearly orthogonal to any path.
/// </remarks>
public sealed record TrajectoryProjection
{
    private TrajectoryProjection()
    {
    }

    /// <summary>The last point.</summary>
    public required double[] Origin { get; init; }

    /// <summary>The first direction, of length 1.</summary>
    public required double[] U { get; init; }

    /// <summary>The second direction, of length 1, orthogonal to the first.</summary>
    public required double[] V { get; init; }

    /// <summary>The coordinates of every point; those of the last are (0, 0).</summary>
    public required IReadOnlyList<(double U, double V)> Points { get; init; }

    /// <summary>The share of sum ||theta_i - theta_last||^2 that the plane keeps, from 0 to 1.</summary>
    public required double Explained { get; init; }

    /// <summary>Fits the plane.</summary>
    /// <param name="points">At least three points that do not lie on a line.</param>
    /// <exception cref="ArgumentException">Too few points, different lengths, a number that is not finite, or points on a line.</exception>
    public static TrajectoryProjection Fit(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Require.AtLeast(points.Count, 3, "Points of a trajectory", "Keep a model now and then during training.");
        double[] origin = points[^1];
        double[][] steps = [.. points.SkipLast(1).Select((point, i) => Difference(point, origin, i))];
        Evd<double> gram = Matrix<double>.Build.Dense(steps.Length, steps.Length, (i, j) => TensorPrimitives.Dot<double>(steps[i], steps[j])).Evd(Symmetricity.Symmetric);
        double first = gram.EigenValues[^1].Real, second = gram.EigenValues[^2].Real;
        if (!(second > 1e-12 * first))
        {
            throw new ArgumentException(
                $"The points of a trajectory must span a plane, but lie on a line (squared lengths {first:G3} and {second:G3} along the two main directions). Draw a line slice instead.");
        }

        double[] u = Combine(steps, gram.EigenVectors.Column(steps.Length - 1));
        double[] v = Combine(steps, gram.EigenVectors.Column(steps.Length - 2));
        return new TrajectoryProjection
        {
            Origin = origin,
            U = u,
            V = v,
            Points = [.. steps.Select(step => (TensorPrimitives.Dot<double>(step, u), TensorPrimitives.Dot<double>(step, v))), (0, 0)],
            Explained = (first + second) / gram.EigenValues.Sum(value => value.Real),
        };
    }

    private static double[] Difference(double[] point, double[] origin, int index)
    {
        Require.Finite(point, origin.Length, $"Point {index}", "All points must be parameters of the same network.");
        double[] step = new double[origin.Length];
        TensorPrimitives.Subtract<double>(point, origin, step);
        return step;
    }

    private static double[] Combine(double[][] steps, Vector coefficients)
    {
        double[] sum = new double[steps[0].Length];
        for (int i = 0; i < steps.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(steps[i], coefficients[i], sum, sum);
        }

        TensorPrimitives.Divide(sum, TensorPrimitives.Norm<double>(sum), sum);
        return sum;
    }
}
