using MathNet.Numerics.Optimization;
using MLNetLandscape.Core.Objectives;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace MLNetLandscape.Core.Optimizers;

/// <summary>Full-batch L-BFGS with a weak Wolfe line search, by MathNet.Numerics.</summary>
/// <remarks>
/// <para>MathNet finds the directions and steps; this class watches every evaluation. It keeps the best point whatever MathNet throws, and
/// judges convergence itself, by the gradient norm at that point. A trial point where the objective or its gradient is not finite counts as too
/// long a step. When a line search fails although the run so far has made progress, the search starts again from the best point with an
/// empty memory, which helps at the kinks of ReLU networks.</para>
/// <para>Source: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming 45, 1989.</para>
/// </remarks>
public sealed record LimitedMemoryBfgs
{
    /// <summary>The relative decrease of the value from which on a failed run counts as progress; below, halving the gradient norm does.</summary>
    private const double WorthwhileDecrease = 1e-9;

    /// <summary>The Euclidean gradient norm at which the search has converged, positive; 1e-8 by default, about the root of double's precision.</summary>
    public double GradientTolerance { get; init => field = CheckTolerance(value); } = 1e-8;

    /// <summary>The most directions searched, at least 1; 1000 by default.</summary>
    public int MaximumIterations { get; init => field = CheckCount(value, nameof(MaximumIterations), 1000); } = 1000;

    /// <summary>Pairs of steps and gradient differences kept, at least 1; 10 by default, in the range 3 to 20 that Liu and Nocedal recommend.</summary>
    public int Memory { get; init => field = CheckCount(value, nameof(Memory), 10); } = 10;

    /// <summary>Minimises <paramref name="objective"/> from <paramref name="start"/>; deterministic.</summary>
    /// <exception cref="ArgumentException"><paramref name="start"/> does not have the objective's dimension.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public LimitedMemoryBfgsResult Minimize(IObjective objective, ReadOnlySpan<double> start, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (start.Length != objective.Dimension || start.Length == 0)
        {
            throw new ArgumentException(
                $"The starting point must have the objective's dimension, {objective.Dimension}, and at least one number, but has {start.Length}. Pass a full parameter vector.");
        }

        LimitedMemoryBfgsSearch search = new(objective, GradientTolerance, MaximumIterations, cancellationToken);
        search.Evaluate(start.ToArray());
        LimitedMemoryBfgsStop? stop = search.Verdict;
        while (stop is null)
        {
            (double value, double norm) = (search.BestValue, search.BestNorm);
            RunMathNet(search);
            bool progressed = value - search.BestValue > WorthwhileDecrease * Math.Abs(value) || search.BestNorm < norm / 2;
            stop = search.Verdict ?? (progressed ? null : LimitedMemoryBfgsStop.LineSearchStalled);
        }

        return search.Conclude(stop.Value);
    }

    /// <summary>One search by MathNet from the best point until it ends for whatever reason.</summary>
    private void RunMathNet(LimitedMemoryBfgsSearch search)
    {
        LimitedMemoryBfgsMinimizer minimizer = new(MathNetTolerance(search), 0, 0, Memory, int.MaxValue);
        search.BeginRun();
        try
        {
            minimizer.FindMinimum(new LimitedMemoryBfgsFunction(search), Vector.Build.DenseOfArray(search.BestPoint));
        }
        catch (Exception exception) when (exception is OptimizationException or LimitedMemoryBfgsSearch.EndException)
        {
            // What was found so far is in the search; its verdict follows from there.
        }
    }

    /// <summary>
    /// MathNet stops by max |g_i| max(|x_i|, 1) / max(|f|, 1) or by ||g||; below this tolerance either implies ||g|| within ours, as long as |f|
    /// does not grow, so that MathNet does not stop too early.
    /// </summary>
    private double MathNetTolerance(LimitedMemoryBfgsSearch search) =>
        GradientTolerance / (Math.Sqrt(search.BestPoint.Length) * Math.Max(Math.Abs(search.BestValue), 1));

    private static double CheckTolerance(double value) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException(
            $"LimitedMemoryBfgs.GradientTolerance must be positive and finite, but was {value}. The default is 1e-8.");

    private static int CheckCount(int value, string name, int usual) => value >= 1
        ? value
        : throw new ArgumentException($"LimitedMemoryBfgs.{name} must be at least 1, but was {value}. The default is {usual}.");
}
