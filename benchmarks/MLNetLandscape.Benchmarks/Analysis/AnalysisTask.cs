using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Curvature.Layerwise;
using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Analysis;

/// <summary>A piece of analysis that is timed: each call does the whole of it anew.</summary>
/// <param name="Name">For tables, and what the peer is asked for.</param>
/// <param name="Run">The work; returns figures by which two implementations are compared.</param>
internal sealed record AnalysisTask(string Name, Func<double[]> Run)
{
    /// <summary>All layers' Hessian blocks; the figures are their traces and the sums of their squared entries.</summary>
    public static AnalysisTask LayerBlocks(AnalysisProblem problem) => new("layers", () =>
    [
        .. new LayerwiseHessian(problem.Objective, problem.Parameters).Compute().SelectMany(layer =>
            new[] { layer.Trace, TensorPrimitives.SumOfSquares(layer.Values) }),
    ]);

    /// <summary>The gradient; the figure is its squared length.</summary>
    public static AnalysisTask Gradient(AnalysisProblem problem)
    {
        double[] gradient = new double[problem.Parameters.Length];
        return new AnalysisTask("gradient", () =>
        {
            problem.Objective.Gradient(problem.Parameters, gradient);
            return [TensorPrimitives.SumOfSquares<double>(gradient)];
        });
    }

    /// <summary>The Hessian's product with the gradient; the figure is its squared length.</summary>
    public static AnalysisTask HessianProduct(AnalysisProblem problem)
    {
        double[] gradient = new double[problem.Parameters.Length];
        double[] product = new double[problem.Parameters.Length];
        problem.Objective.Gradient(problem.Parameters, gradient);
        return new AnalysisTask("hvp", () =>
        {
            problem.Objective.HessianVectorProduct(problem.Parameters, gradient, product);
            return [TensorPrimitives.SumOfSquares<double>(product)];
        });
    }

    /// <summary>The objective on 51 x 51 points of a plane along filter-normalised directions.</summary>
    public static AnalysisTask Surface(AnalysisProblem problem, int threads)
    {
        double[] First(long seed) =>
            FilterNormalization.Apply(problem.Objective.Layout, problem.Parameters, RandomDirection.Normal(problem.Parameters.Length, seed));
        SliceSpace plane = new(problem.Parameters, First(1), First(2));
        SliceAxis axis = new(-1, 1, 51);
        return new AnalysisTask("surface", () => [Slice.Evaluate(problem.Objective, plane, axis, axis, threads)[25, 25]]);
    }

    /// <summary>The median seconds of a call over so many seconds of a clock, and the figures.</summary>
    public AnalysisMeasurement Measure(double seconds, string clock)
    {
        double[] figures = Run();
        List<double> times = [];
        double end = StepClock.Read(clock) + seconds;
        double now;
        do
        {
            double started = StepClock.Read(clock);
            int calls = 0;
            do
            {
                Run();
                calls++;
                now = StepClock.Read(clock);
            }
            while (now - started < 2e-3);
            times.Add((now - started) / calls);
        }
        while (now < end);
        return new AnalysisMeasurement(Summary.Median(times), figures);
    }
}
