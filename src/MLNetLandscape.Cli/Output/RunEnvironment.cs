using System.Reflection;
using System.Runtime.InteropServices;

namespace MLNetLandscape.Cli.Output;

/// <summary>Where something was computed.</summary>
/// <param name="Version">The tool's version.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Threads">Threads asked for.</param>
internal sealed record RunEnvironment(string Version, string Runtime, string System, string Architecture, int Cores, int Threads)
{
    /// <summary>This process's environment.</summary>
    public static RunEnvironment Current(int threads) => new(
        ToolVersion,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        threads);

    private static string ToolVersion =>
        typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
