namespace MLNetLandscape.Core.Tests.Data;

/// <summary>Finds data sets that are not in the repository; a test without its data is reported as skipped.</summary>
internal static class DataFolder
{
    internal static string Require(string relativePath)
    {
        foreach (string root in Roots())
        {
            string path = Path.Combine(root, relativePath);
            if (File.Exists(path) || Directory.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"There is no {relativePath} in ../shared/datasets or in the folder that MLNETLANDSCAPE_DATA names.");
        return string.Empty;
    }

    /// <summary>A file of the repository's own datasets folder.</summary>
    internal static string InRepository(string name)
    {
        foreach (string folder in Ancestors())
        {
            if (File.Exists(Path.Combine(folder, "MLNetLandscape.sln")))
            {
                return Path.Combine(folder, "datasets", name);
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("MLNETLANDSCAPE_DATA") is { Length: > 0 } named)
        {
            yield return named;
        }

        foreach (string folder in Ancestors())
        {
            yield return Path.Combine(folder, "shared", "datasets");
        }
    }

    private static IEnumerable<string> Ancestors()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
