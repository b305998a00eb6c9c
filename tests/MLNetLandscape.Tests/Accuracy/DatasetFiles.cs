namespace MLNetLandscape.Tests.Accuracy;

/// <summary>Finds data files: those in the repository, and those beside it that not every machine has.</summary>
internal static class DatasetFiles
{
    /// <summary>The breast cancer data of the repository.</summary>
    public static string Wdbc() => Ancestors()
        .Where(folder => File.Exists(Path.Combine(folder, "MLNetLandscape.sln")))
        .Select(folder => Path.Combine(folder, "datasets", "wdbc.csv"))
        .First();

    /// <summary>The housing data; the test is skipped where it is missing.</summary>
    public static string Housing()
    {
        IEnumerable<string> roots = Ancestors().Select(folder => Path.Combine(folder, "shared", "datasets"));
        if (Environment.GetEnvironmentVariable("MLNETLANDSCAPE_DATA") is { Length: > 0 } named)
        {
            roots = roots.Prepend(named);
        }

        string? path = roots.Select(root => Path.Combine(root, "boston", "housing.txt")).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.Skip("There is no boston/housing.txt in ../shared/datasets or in the folder that MLNETLANDSCAPE_DATA names.");
        }

        return path;
    }

    private static IEnumerable<string> Ancestors()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
