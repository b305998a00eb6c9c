using System.CommandLine;
using MLNetLandscape.Benchmarks.Peak;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>The machine's FMA peak.</summary>
internal static class PeakCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("peak", "Measures the machine's peak of single-precision fused multiply-adds.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        Console.WriteLine(Machine.Description);
        for (int threads = 1; threads <= Environment.ProcessorCount; threads *= 2)
        {
            Console.WriteLine($"{threads} thread(s): 512 bits {Show(FmaPeak.Wide(threads))}, 256 bits {Show(FmaPeak.Narrow(threads))}");
        }
    }

    private static string Show(double? gigaflops) => gigaflops is { } value ? $"{value:0.0} GFLOPS" : "not supported";
}
