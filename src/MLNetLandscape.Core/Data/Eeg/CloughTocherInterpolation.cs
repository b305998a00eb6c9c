using MathNet.Numerics.LinearAlgebra;

namespace MLNetLandscape.Core.Data.Eeg;

/// <summary>Smooth interpolation of values at scattered points of the plane: piecewise cubic, once continuously differentiable.</summary>
/// <remarks>
/// <para>The gradient at each point is the one that minimises the sum over the triangulation's edges of the integral of (d2w/ds2)^2 of the
/// cubic along the edge (Nielson 1983). With e = x_j - x_i and L = ||e||, it solves for every point i</para>
/// <para>sum_j e (4 e'g_i + 2 e'g_j) / L^3 = sum_j 6 (f_j - f_i) e / L^3.</para>
/// <para>Each triangle is then cut at its centroid into three, each with a cubic in Bernstein-Bezier form; across an edge the derivative
/// towards the neighbour's centroid is linear along the edge, which makes the surface smooth and independent of affine maps (Farin 1986).</para>
/// <para>Everything is linear in the values, so <see cref="Weights"/> gives the interpolation at a place as weights of the values. It agrees
/// with <c>scipy.interpolate.griddata(..., method='cubic')</c>, which iterates for the gradients to 1e-6, and solves for them exactly.</para>
/// <para>Sources: Clough, Tocher 1965; G. Nielson, "A method for interpolating scattered data based upon a minimum norm network",
/// Mathematics of Computation 40 (1983); G. Farin, "Triangular Bernstein-Bezier patches", CAGD 3 (1986).</para>
/// </remarks>
internal sealed class CloughTocherInterpolation
{
    /// <summary>How far outside a triangle a place may be by rounding, in barycentric coordinates.</summary>
    private const double Slack = 1e-12;

    private readonly (double X, double Y)[] points;
    private readonly (int A, int B, int C)[] triangles;

    /// <summary>Gradients at all points for value 1 at one point and 0 elsewhere: rows x of point 0, y of point 0, x of point 1, ...; a column a point.</summary>
    private readonly Matrix<double> gradients;

    /// <summary>Triangle edges towards their neighbours.</summary>
    private readonly Dictionary<(int, int), int> thirdPoint = [];

    /// <param name="points">The points, at least 3.</param>
    /// <param name="triangles">Their triangulation, each triangle with the same orientation.</param>
    internal CloughTocherInterpolation((double X, double Y)[] points, (int A, int B, int C)[] triangles)
    {
        (this.points, this.triangles) = (points, triangles);
        foreach ((int a, int b, int c) in triangles)
        {
            thirdPoint.Add((a, b), c);
            thirdPoint.Add((b, c), a);
            thirdPoint.Add((c, a), b);
        }

        gradients = SolveGradients();
    }

    /// <summary>The weight of each point's value at a place; null outside the triangulation.</summary>
    internal double[]? Weights(double x, double y)
    {
        foreach ((int a, int b, int c) in triangles)
        {
            (double A, double B, double C) place = Barycentric(a, b, c, x, y);
            if (Math.Min(place.A, Math.Min(place.B, place.C)) >= -Slack)
            {
                double[] weights = new double[points.Length];
                for (int point = 0; point < points.Length; point++)
                {
                    weights[point] = Evaluate(a, b, c, place, point);
                }

                return weights;
            }
        }

        return null;
    }

    private Matrix<double> SolveGradients()
    {
        int count = points.Length;
        Matrix<double> left = Matrix<double>.Build.Dense(2 * count, 2 * count);
        Matrix<double> right = Matrix<double>.Build.Dense(2 * count, count);
        IEnumerable<(int, int)> edges = thirdPoint.Keys.Concat(thirdPoint.Keys.Select(edge => (edge.Item2, edge.Item1))).Distinct();
        foreach ((int i, int j) in edges)
        {
            double[] e = [points[j].X - points[i].X, points[j].Y - points[i].Y];
            double cube = Math.Pow((e[0] * e[0]) + (e[1] * e[1]), 1.5);
            for (int row = 0; row < 2; row++)
            {
                for (int column = 0; column < 2; column++)
                {
                    left[(2 * i) + row, (2 * i) + column] += 4 * e[row] * e[column] / cube;
                    left[(2 * i) + row, (2 * j) + column] += 2 * e[row] * e[column] / cube;
                }

                right[(2 * i) + row, j] += 6 * e[row] / cube;
                right[(2 * i) + row, i] -= 6 * e[row] / cube;
            }
        }

        return left.Solve(right);
    }

    private (double A, double B, double C) Barycentric(int a, int b, int c, double x, double y)
    {
        (double X, double Y) origin = points[c];
        (double ax, double ay) = (points[a].X - origin.X, points[a].Y - origin.Y);
        (double bx, double by) = (points[b].X - origin.X, points[b].Y - origin.Y);
        (double px, double py) = (x - origin.X, y - origin.Y);
        double area = (ax * by) - (ay * bx);
        double first = ((px * by) - (py * bx)) / area;
        double second = ((ax * py) - (ay * px)) / area;
        return (first, second, 1 - first - second);
    }

    /// <summary>The interpolant at a place of triangle a, b, c for value 1 at <paramref name="point"/> and 0 elsewhere.</summary>
    private double Evaluate(int a, int b, int c, (double A, double B, double C) place, int point)
    {
        int[] corner = [a, b, c];
        double[] value = new double[3];

        // toNext[k], toLast[k]: the control points on the edges next to corner k, a third of the way to corners k + 1 and k + 2.
        double[] toNext = new double[3];
        double[] toLast = new double[3];
        double[] inner = new double[3];
        for (int k = 0; k < 3; k++)
        {
            value[k] = corner[k] == point ? 1 : 0;
            toNext[k] = value[k] + (Slope(corner[k], corner[(k + 1) % 3], point) / 3);
            toLast[k] = value[k] + (Slope(corner[k], corner[(k + 2) % 3], point) / 3);
            inner[k] = (value[k] + toNext[k] + toLast[k]) / 3;
        }

        // across[k]: the control point next to the middle of the edge opposite corner k.
        double[] across = new double[3];
        for (int k = 0; k < 3; k++)
        {
            (int p, int q) = ((k + 1) % 3, (k + 2) % 3);
            double g = Direction(corner[k], corner[p], corner[q]);
            across[k] = ((g * (-value[p] + (3 * toNext[p]) - (3 * toLast[q]) + value[q]))
                + (-value[p] + (2 * toNext[p]) - toLast[q] + inner[q] + inner[p])) / 2;
        }

        // near[k]: between inner[k] and the centroid.
        double[] near = new double[3];
        for (int k = 0; k < 3; k++)
        {
            near[k] = (across[(k + 1) % 3] + across[(k + 2) % 3] + inner[k]) / 3;
        }

        return Bernstein(place, value, toNext, toLast, inner, across, near);
    }

    /// <summary>The cubic over the third that holds the place: u + v + w + z = 1 with the coordinate of the farthest corner 0 and z the centroid's.</summary>
    private static double Bernstein(
        (double A, double B, double C) place,
        double[] value, double[] toNext, double[] toLast, double[] inner, double[] across, double[] near)
    {
        double least = Math.Min(place.A, Math.Min(place.B, place.C));
        double[] u = [place.A - least, place.B - least, place.C - least];
        double z = 3 * least;
        double sum = z * z * z * (near[0] + near[1] + near[2]) / 3;
        for (int k = 0; k < 3; k++)
        {
            (int p, int q) = ((k + 1) % 3, (k + 2) % 3);
            sum += u[k] * u[k] * ((u[k] * value[k]) + (3 * u[p] * toNext[k]) + (3 * u[q] * toLast[k]) + (3 * z * inner[k]));
            sum += (6 * u[p] * u[q] * z * across[k]) + (3 * u[k] * z * z * near[k]);
        }

        return sum;
    }

    /// <summary>The derivative at corner i along the whole edge to corner j.</summary>
    private double Slope(int i, int j, int point) =>
        (gradients[2 * i, point] * (points[j].X - points[i].X)) + (gradients[(2 * i) + 1, point] * (points[j].Y - points[i].Y));

    /// <summary>
    /// The direction across edge p, q in which the derivative is linear, as g in (centroid - p) + g (q - p): towards the centroid of the
    /// neighbouring triangle, or from the middle of the edge (g = -1/2) where there is none.
    /// </summary>
    private double Direction(int opposite, int p, int q)
    {
        if (!thirdPoint.TryGetValue((q, p), out int beyond))
        {
            return -0.5;
        }

        double x = (points[p].X + points[q].X + points[beyond].X) / 3;
        double y = (points[p].Y + points[q].Y + points[beyond].Y) / 3;
        (_, double atP, double atQ) = Barycentric(opposite, p, q, x, y);
        return ((2 * atQ) + atP - 1) / (2 - (3 * atQ) - (3 * atP));
    }
}
