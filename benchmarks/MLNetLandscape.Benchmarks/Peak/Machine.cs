using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetLandscape.Benchmarks.Peak;

/// <summary>Names the machine that figures come from.</summary>
internal static class Machine
{
    /// <summary>Processor model, widest instruction set in use, logical processors and runtime.</summary>
    public static string Description =>
        $"{Processor}, {InstructionSet}, {Environment.ProcessorCount} logical processors, {RuntimeInformation.FrameworkDescription}";

    /// <summary>The widest vector instruction set that kernels may use; environment switches such as DOTNET_EnableAVX512 count.</summary>
    public static string InstructionSet =>
        Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported && Fma.IsSupported ? "AVX2" : $"{RuntimeInformation.ProcessArchitecture} without AVX2";

    private static string Processor
    {
        get
        {
            const string Source = "/proc/cpuinfo";
            string? line = File.Exists(Source)
                ? File.ReadLines(Source).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
                : null;
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
    }
}
