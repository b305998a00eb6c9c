using System.Numerics.Tensors;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Core.Optimizers;

/// <summary>The record of a search: every evaluation goes through it, so that nothing MathNet does can lose the best point.</summary>
internal sealed class LimitedMemoryBfgsSearch(
    IObjective objective, double tolerance, int maximumIterations, CancellationToken cancellationToken)
{
    /// <summary>Directions in a row that may bring nothing: MathNet goes on after a line search that found no lower point, and may recover.</summary>
    private const int PatienceInDirections = 3;

    private int iterations;
    private int evaluations;
    private int idleDirections;
    private double valueBeforeDirection = double.PositiveInfinity;
    private double normBeforeDirection = double.PositiveInfinity;

    /// <summary>The point with the least finite value; of equal values, the one with the smaller gradient.</summary>
    internal double[] BestPoint { get; private set; } = [];

    /// <summary>Its value; infinite before the first finite one.</summary>
    internal double BestValue { get; private set; } = double.PositiveInfinity;

    /// <summary>Its gradient norm.</summary>
    internal double BestNorm { get; private set; } = double.PositiveInfinity;

    /// <summary>Why the search is over, judged at the best point; null while it is not.</summary>
    internal LimitedMemoryBfgsStop? Verdict =>
        !double.IsFinite(BestValue) ? LimitedMemoryBfgsStop.NonFinite
        : BestNorm <= tolerance ? LimitedMemoryBfgsStop.Converged
        : iterations >= maximumIterations ? LimitedMemoryBfgsStop.IterationLimit
        : null;

    /// <summary>Forgets how the last run of MathNet fared.</summary>
    internal void BeginRun()
    {
        idleDirections = 0;
        (valueBeforeDirection, normBeforeDirection) = (double.PositiveInfinity, double.PositiveInfinity);
    }

    /// <summary>Counts a direction.</summary>
    /// <exception cref="EndException">All directions were searched, or the last ones brought nothing.</exception>
    internal void BeginDirection()
    {
        idleDirections = BestValue < valueBeforeDirection || BestNorm < normBeforeDirection ? 0 : idleDirections + 1;
        if (iterations >= maximumIterations || idleDirections == PatienceInDirections)
        {
            throw new EndException();
        }

        (valueBeforeDirection, normBeforeDirection) = (BestValue, BestNorm);
        iterations++;
    }

    /// <summary>Value and gradient at a point, for MathNet: a huge value and no gradient where they are not finite.</summary>
    /// <exception cref="EndException">The search is over: it converged, or MathNet lost its way and asks for a point that is none.</exception>
    internal (double Value, double[] Gradient) Evaluate(double[] point)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsFinite(point) && evaluations > 0)
        {
            throw new EndException();
        }

        double[] gradient = new double[point.Length];
        double value = objective.Gradient(point, gradient);
        double norm = TensorPrimitives.Norm<double>(gradient);
        evaluations++;
        if (!double.IsFinite(value) || !double.IsFinite(norm))
        {
            BestPoint = evaluations == 1 ? point : BestPoint;
            return (double.MaxValue, new double[point.Length]);
        }

        if (value < BestValue || (value == BestValue && norm < BestNorm))
        {
            (BestPoint, BestValue, BestNorm) = (point, value, norm);
            if (norm <= tolerance && evaluations > 1)
            {
                throw new EndException();
            }
        }

        return (value, gradient);
    }

    /// <summary>The result, its figures recomputed at the best point.</summary>
    internal LimitedMemoryBfgsResult Conclude(LimitedMemoryBfgsStop stop)
    {
        double[] gradient = new double[BestPoint.Length];
        double value = objective.Gradient(BestPoint, gradient);
        return new LimitedMemoryBfgsResult
        {
            Parameters = BestPoint,
            Value = value,
            GradientNorm = TensorPrimitives.Norm<double>(gradient),
            Iterations = iterations,
            Evaluations = evaluations,
            Reason = stop,
        };
    }

    private static bool IsFinite(double[] point)
    {
        foreach (double x in point)
        {
            if (!double.IsFinite(x))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Leaves MathNet from within an evaluation.</summary>
    internal sealed class EndException : Exception;
}
