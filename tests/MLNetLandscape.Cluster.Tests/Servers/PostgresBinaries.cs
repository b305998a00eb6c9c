namespace MLNetLandscape.Cluster.Tests.Servers;

/// <summary>PostgreSQL's server programs, as Debian's package puts them, or on the path.</summary>
internal static class PostgresBinaries
{
    /// <summary>The folder with initdb and pg_ctl; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
            : [];
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }
}
