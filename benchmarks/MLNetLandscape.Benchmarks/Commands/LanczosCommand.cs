using System.CommandLine;
using System.Diagnostics;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Spectra;
using MLNetLandscape.Benchmarks.Analysis;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Lanczos on a large network: how much memory the process takes at most, and how long.</summary>
internal static class LanczosCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> steps = new("--steps") { Description = "Lanczos steps.", DefaultValueFactory = _ => 100 };
        Option<int> rows = new("--rows") { Description = "Rows of data.", DefaultValueFactory = _ => 10_000 };
        Option<int> hidden = new("--hidden") { Description = "Units of the first hidden layer of 784-N-200-1; 510 make 502,751 parameters.", DefaultValueFactory = _ => 510 };
        Command command = new("lanczos", "Runs Lanczos to a number of steps on a network of half a million parameters, and prints the largest resident memory.") { steps, rows, hidden };
        command.SetAction(parsed => Run(parsed.GetValue(steps), parsed.GetValue(rows), parsed.GetValue(hidden)));
        return command;
    }

    private static void Run(int steps, int rows, int hidden)
    {
        Console.WriteLine(Machine.Description);
        AnalysisProblem problem = AnalysisProblem.Create([784, hidden, 200, 1], new Relu(), rows);
        double started = StepClock.Read(StepClock.Wall);
        double processor = StepClock.Read(StepClock.Processor);

        // A tolerance that is never reached: all steps are taken.
        ExtremeEigenvalues extremes = ExtremeEigenvalues.Find(
            new HessianOperator(problem.Objective, problem.Parameters), new LanczosOptions { MaximumSteps = steps, Tolerance = double.Epsilon });
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{problem.Name}, {problem.Parameters.Length:N0} parameters, {rows:N0} rows, {extremes.Steps} steps: eigenvalues {extremes.Smallest.Value:g6} to {extremes.Largest.Value:g6}");
        Console.WriteLine(
            $"largest resident memory {self.PeakWorkingSet64 / 1e6:N0} MB; {Summary.Time(StepClock.Read(StepClock.Wall) - started)} by the wall clock, "
            + $"{Summary.Time(StepClock.Read(StepClock.Processor) - processor)} of processor time");
    }
}
