using System.Numerics.Tensors;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>Walks from a point along a direction, both ways, by steps that double.</summary>
internal static class LineWalk
{
    private const int SmallestPower = -30;
    private const int LargestPower = 4;

    /// <summary>The lowest value on the line; values that are not finite are passed over.</summary>
    /// <param name="objective">F.</param>
    /// <param name="point">x.</param>
    /// <param name="value">F(x).</param>
    /// <param name="direction">v, of any length but zero.</param>
    /// <param name="bothWays">Whether to walk against v too.</param>
    /// <param name="also">A step to try beside those, where it is positive and finite; NaN for none.</param>
    /// <param name="bends">Receives F(x) - (F(x + t v) + F(x - t v)) / 2 of every step t, where the values are finite.</param>
    public static Descent Follow(
        IObjective objective,
        ReadOnlySpan<double> point,
        double value,
        ReadOnlySpan<double> direction,
        bool bothWays,
        double also = double.NaN,
        ICollection<(double Step, double Decrease)>? bends = null)
    {
        double length = TensorPrimitives.Norm(direction);
        double[] there = new double[point.Length];
        double best = value;
        double bestStep = 0;
        double symmetric = double.NegativeInfinity;
        IEnumerable<double> steps = Enumerable.Range(SmallestPower, LargestPower - SmallestPower + 1).Select(power => Math.ScaleB(1, power));
        foreach (double step in also > 0 && double.IsFinite(also) ? steps.Append(also) : steps)
        {
            double ahead = At(step / length, point, direction);
            double behind = bothWays ? At(-step / length, point, direction) : double.PositiveInfinity;
            if (double.IsFinite(ahead + behind))
            {
                double bend = value - ((ahead + behind) / 2);
                symmetric = Math.Max(symmetric, bend);
                bends?.Add((step, bend));
            }

            if (ahead < best)
            {
                (best, bestStep) = (ahead, step);
            }

            if (behind < best)
            {
                (best, bestStep) = (behind, -step);
            }
        }

        return new Descent(bestStep, best, value - best, symmetric);

        double At(double factor, ReadOnlySpan<double> x, ReadOnlySpan<double> v)
        {
            TensorPrimitives.MultiplyAdd(v, factor, x, there);
            return objective.Value(there);
        }
    }
}
