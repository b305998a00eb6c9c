using System.Reflection;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster;

/// <summary>The version of this program. A study runs on workers of the version that submitted it, so that all its trials compute the same.</summary>
public static class ProgramVersion
{
    /// <summary>The version of the packages, such as "0.1.0". Builds of different commits with the same version are not told apart.</summary>
    public static string Current { get; } =
        typeof(Trial).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
