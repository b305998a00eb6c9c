namespace MLNetLandscape.Cli.Tests;

/// <summary>Finds files of the repository that the tests run from.</summary>
internal static class Repository
{
    public static string Wdbc => Path.Combine(AppContext.BaseDirectory, "datasets", "wdbc.csv");

    /// <summary>The program beside the tests, to be run as a process of its own.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "landscape.dll");
}
