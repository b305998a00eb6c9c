using System.CommandLine;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Our training step alone.</summary>
internal static class StepCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("cases") { Description = "Case names, or all; the project's four goals by default.", DefaultValueFactory = _ => [] };
        Option<double> seconds = new("--seconds") { Description = "Seconds a case and thread count.", DefaultValueFactory = _ => 1 };
        Option<int[]> threads = new("--threads") { Description = "Thread counts.", DefaultValueFactory = _ => [1, 2] };
        Option<string> clock = new("--clock") { Description = "wall; or cpu, processor time, for one thread on a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Command command = new("step", "Measures the training step of the managed engine.") { names, seconds, threads, clock };
        command.SetAction(parsed =>
        {
            Console.WriteLine(Machine.Description);
            foreach (BenchmarkCase benchmark in CaseCatalog.Select(parsed.GetValue(names)!))
            {
                CaseData data = CaseData.Generate(benchmark);
                foreach (int count in parsed.GetValue(threads)!)
                {
                    Run(data, count, parsed.GetValue(seconds), parsed.GetValue(clock)!);
                }
            }
        });
        return command;
    }

    private static void Run(CaseData data, int threads, double seconds, string clock)
    {
        using StepRunner runner = new(data, threads);
        runner.Measure(1, clock);
        long before = GC.GetAllocatedBytesForCurrentThread();
        StepMeasurement measured = runner.Measure(seconds, clock);
        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / measured.Blocks;
        double gigaflops = data.Benchmark.OperationsPerStep / measured.SecondsPerStep * 1e-9;
        Console.WriteLine(
            $"{data.Benchmark.Name,-26} {threads} thread(s) {Summary.Time(measured.SecondsPerStep),10} {gigaflops,7:0.0} GFLOPS, {allocated} bytes allocated a block (resets included)");
    }
}
