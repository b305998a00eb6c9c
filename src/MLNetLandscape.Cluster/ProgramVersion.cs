using System.Reflection;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster;

/// <summary>The version of this program. A study runs on workers of the version that submitted it, so that all its trials compute the same.</summary>
public static class ProgramVersion
{
    /// <summary>Version and, where the build knew it, commit: "0.1.0+0d81a0c3...".</summary>
    public static string Current { get; } =
        typeof(Trial).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
