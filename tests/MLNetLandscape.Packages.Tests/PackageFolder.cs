using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MLNetLandscape.Packages.Tests;

/// <summary>A folder with the packages of this build, a source for other projects.</summary>
public sealed class PackageFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mlnetlandscape-packages-");
    private readonly ConcurrentDictionary<string, string> packed = new(StringComparer.Ordinal);

    public string Path => folder.FullName;

    /// <summary>The repository's root.</summary>
    internal static string Root { get; } = Framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    private static DirectoryInfo Framework => new(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));

    /// <summary>Packs a project of src as it was built, and returns the package's path; skips the test where it was not built.</summary>
    internal string Pack(string project) => packed.GetOrAdd(project, PackOnce);

    public void Dispose() => folder.Delete(recursive: true);

    private string PackOnce(string project)
    {
        string path = System.IO.Path.Combine(Root, "src", project);
        string configuration = Framework.Parent!.Name;
        Assert.SkipUnless(
            Directory.Exists(System.IO.Path.Combine(path, "bin", configuration, Framework.Name)),
            $"{project} is not built here: where its packages cannot be restored, test.sh leaves it out.");
        DotnetCommand.Succeed(Root, null, "dotnet", "pack", path, "--configuration", configuration, "--no-build", "--output", Path);
        return Assert.Single(Directory.EnumerateFiles(Path, "*.nupkg"), file => IsPackageOf(project, file));
    }

    /// <summary>Whether a file is NAME.VERSION.nupkg; names of other packages begin alike.</summary>
    private static bool IsPackageOf(string project, string file) =>
        Regex.IsMatch(System.IO.Path.GetFileName(file), $@"^{Regex.Escape(project)}\.[0-9][^/]*\.nupkg$");
}
