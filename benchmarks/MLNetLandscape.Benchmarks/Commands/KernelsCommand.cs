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
        Command command = new("kernels", "Measures each kernel alone on the shapes of the goals' networks, batch 128, one thread.") { filter, clock };
        command.SetAction(parsed => Run(parsed.GetValue(filter)!, parsed.GetValue(clock)!));
        return command;
    }

    private static void Run(string filter, string clock)
    {
        Console.WriteLine($"{Machine.Description}; FMA peak {FmaPeak.Best(1):0} GFLOPS");
        foreach (KernelMeasurement kernel in KernelCatalog.All().Where(k => k.Name.Contains(filter, StringComparison.Ordinal)))
        {
            double seconds = kernel.Measure(0.3, () => StepClock.Read(clock));
            string rate = kernel.Operations > 0 ? $"{kernel.Operations / seconds * 1e-9,7:0.0} GFLOPS" : $"{kernel.Bytes / seconds * 1e-9,7:0.0} GB/s";
            Console.WriteLine($"{kernel.Name,-55} {Summary.Time(seconds),10} {rate}");
        }
    }
}
