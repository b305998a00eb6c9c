using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Surfaces;

/// <summary>Checks that an objective keeps to its contract before an analysis relies on it.</summary>
public static class ObjectiveCheck
{
    /// <summary>Evaluates a point twice, and once by a fork: all three must agree in every bit.</summary>
    /// <exception cref="ArgumentException">They do not, or the point does not fit.</exception>
    public static void ThrowIfRandom(IObjective objective, ReadOnlySpan<double> point)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (point.Length != objective.Dimension)
        {
            throw new ArgumentException(
                $"The point must have the objective's {objective.Dimension} parameters, but has {point.Length}. Use parameters of the network that the objective was made for.");
        }

        double first = objective.Value(point);
        double second = objective.Value(point);
        double forked = objective.Fork().Value(point);
        if (!first.Equals(second) || !first.Equals(forked))
        {
            double other = first.Equals(second) ? forked : second;
            throw new ArgumentException(
                $"The objective must be deterministic, but gave {first:R} and then {other:R} at the same point. Switch off dropout and sampling, and give forks the same data.");
        }
    }
}
