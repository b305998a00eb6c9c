using System.CommandLine;
using MLNetLandscape.Benchmarks.Kernels;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Each kernel alone: which part of a step is far from the machine's limits.</summary>
internal static class KernelsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<string> filter = new("--filter") { Description = "Only kernels whose name contains this.", DefaultValueFactory = _ => "" };
        Option<string> clock = new("--clock") { Description = "wall; or cpu, processor time, on a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Option<bool> wide = new("--double") { Description = "In double precision instead of single." };
        Option<int> rows = new("--rows") { Description = "Rows of the batch, rounded up to whole panels of 32.", DefaultValueFactory = _ => 128 };
        Command command = new("kernels", "Measures each kernel alone on the shapes of the goals' networks and of wider layers, one thread.") { filter, clock, wide, rows };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(rows);
            Run(parsed.GetValue(wide) ? new KernelCatalog<double>(count).All() : new KernelCatalog<float>(count).All(), parsed.GetValue(filter)!, parsed.GetValue(clock)!);
        });
        return command;
    }

    private static void Run(IEnumerable<KernelMeasurement> kernels, string filter, string clock)
    {
        Console.WriteLine($"{Machine.Description}; FMA peak {FmaPeak.Best(1):0} GFLOPS");
        foreach (KernelMeasurement kernel in kernels.Where(k => k.Name.Contains(filter, StringComparison.Ordinal)))
        {
            double seconds = kernel.Measure(0.3, () => StepClock.Read(clock));
            string rate = kernel.Operations > 0 ? $"{kernel.Operations / seconds * 1e-9,7:0.0} GFLOPS" : $"{kernel.Bytes / seconds * 1e-9,7:0.0} GB/s";
            Console.WriteLine($"{kernel.Name,-55} {Summary.Time(seconds),10} {rate}");
        }
    }
}
