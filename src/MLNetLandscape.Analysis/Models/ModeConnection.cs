using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Analysis.Models;

/// <summary>Paths between two points of an objective: the straight line, and a curve trained to stay low.</summary>
public static class ModeConnection
{
    /// <summary>Places of a profile, ends included: enough to see a barrier narrower than a tenth of the way.</summary>
    public const int DefaultPoints = 41;

    /// <summary>The objective along the straight line.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="start">t = 0.</param>
    /// <param name="end">t = 1.</param>
    /// <param name="points">Places, at least 2.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static PathProfile Line(
        IObjective objective, ReadOnlySpan<double> start, ReadOnlySpan<double> end, int points = DefaultPoints, CancellationToken cancellationToken = default)
    {
        double[] middle = new double[start.Length];
        TensorPrimitives.Add(start, end, middle);
        TensorPrimitives.Divide(middle, 2, middle);
        return Profile(objective, new BezierCurve(start.ToArray(), middle, end.ToArray()), points, cancellationToken);
    }

    /// <summary>Trains the control point of a quadratic Bezier curve by L-BFGS, from the middle of the straight line, and measures the curve.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="start">t = 0, fixed.</param>
    /// <param name="end">t = 1, fixed.</param>
    /// <param name="iterations">The most directions that L-BFGS searches, at least 1; 100 are enough for a curve that stays low, if there is one nearby.</param>
    /// <param name="points">Places of the profile, at least 2; finer than the places that were trained, so that a peak between them shows.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The profile and the control point.</returns>
    public static (PathProfile Profile, double[] Control) Curve(
        IObjective objective,
        ReadOnlySpan<double> start,
        ReadOnlySpan<double> end,
        int iterations = 100,
        int points = DefaultPoints,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        using BezierObjective mean = new(objective, start.ToArray(), end.ToArray());
        double[] middle = new double[start.Length];
        TensorPrimitives.Add(start, end, middle);
        TensorPrimitives.Divide(middle, 2, middle);
        LimitedMemoryBfgs search = new() { MaximumIterations = iterations, GradientTolerance = 1e-6 };
        double[] control = search.Minimize(mean, middle, cancellationToken).Parameters;
        return (Profile(objective, new BezierCurve(start.ToArray(), control, end.ToArray()), points, cancellationToken), control);
    }

    private static PathProfile Profile(IObjective objective, BezierCurve curve, int points, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Require.AtLeast(points, 2, "Places of a path", $"{DefaultPoints} is the default.");
        Require.Finite(curve.Start, objective.Dimension, "The start of a path", "Both ends must be parameters of the objective's network.");
        Require.Finite(curve.End, objective.Dimension, "The end of a path", "Both ends must be parameters of the objective's network.");
        double[] positions = [.. Enumerable.Range(0, points).Select(i => (double)i / (points - 1))];
        double[] values = new double[points];
        double[] parameters = new double[objective.Dimension];
        for (int i = 0; i < points; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            curve.Point(positions[i], parameters);
            values[i] = objective.Value(parameters);
        }

        return new PathProfile(positions, values);
    }
}
