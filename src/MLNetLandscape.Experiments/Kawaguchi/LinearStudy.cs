using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.LinearNetworks;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>Deep linear networks on random data: where descent ends, and what the critical points of the formula are.</summary>
internal static class LinearStudy
{
    private const int Inputs = 5;
    private const int Outputs = 3;
    private const int Samples = 40;
    private const double Tolerance = 1e-6;

    /// <summary>Starts L-BFGS from random matrices, and examines every critical point of the formula.</summary>
    public static LinearFindings Run(KawaguchiTrialSettings settings, TrialContext context)
    {
        RandomSource root = new(context.Seed), random = root.Split(RandomPurpose.Data);
        LinearProblem problem = new(Draw(Inputs, Samples, ref random), Draw(Outputs, Samples, ref random));
        DeepLinearObjective objective = new(problem.Inputs, problem.Targets, settings.Hidden);
        int smallest = objective.Widths.Min();
        double least = problem.GlobalMinimum(smallest);
        double[] others = [.. problem.CriticalValues(smallest).Select(value => value.Value)];
        (int global, int other) = (0, 0);
        for (int start = 0; start < settings.Models; start++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            RandomSource initial = root.Split(RandomPurpose.Initialization, start);
            double[] point = [.. Enumerable.Range(0, objective.Dimension).Select(_ => initial.NextNormal() / Math.Sqrt(Inputs))];
            double end = new LimitedMemoryBfgs { MaximumIterations = 2_000 }.Minimize(objective, point, context.Cancellation).Value;
            bool isGlobal = Math.Abs(end - least) <= Tolerance * problem.ZeroLoss;
            global += isGlobal ? 1 : 0;
            other += !isGlobal && others.Any(value => Math.Abs(end - value) <= Tolerance * problem.ZeroLoss) ? 1 : 0;
        }

        LinearPoint[] points =
        [
            .. problem.CriticalValues(smallest).Select(value => LinearPoint.Classify(problem, settings.Hidden, LinearPoint.Critical(problem, settings.Hidden, value.Set))),
        ];
        return new LinearFindings
        {
            Starts = settings.Models,
            Global = global,
            OtherCritical = other,
            Points = points.Length,
            LargestError = points.Zip(others, (point, value) => Math.Abs(point.Value - value) / problem.ZeroLoss).Max(),
            StrictSaddles = points.Count(point => point.Kind == LinearPointKind.StrictSaddle),
            BadSaddles = points.Count(point => point.Kind is LinearPointKind.BadSaddle or LinearPointKind.Undecided),
            HessianAtZeroIsZero = LinearPoint.Classify(problem, settings.Hidden, new double[objective.Dimension]).HessianIsZero,
        };
    }

    private static Matrix<double> Draw(int rows, int columns, ref RandomSource random)
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = random.NextNormal();
            }
        }

        return matrix;
    }
}
