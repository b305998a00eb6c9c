using System.Xml.Linq;

namespace MLNetLandscape.Architecture.Tests;

/// <summary>The projects of the repository and the references between them, read from the project files.</summary>
internal sealed class ProjectGraph
{
    private ProjectGraph(IReadOnlyDictionary<string, XDocument> projects, string root) => (Projects, Root) = (projects, root);

    public string Root { get; }

    public IReadOnlyDictionary<string, XDocument> Projects { get; }

    public static ProjectGraph Read()
    {
        string root = FindRoot();
        var projects = new[] { "src", "tests", "samples", "benchmarks" }
            .Select(folder => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetRelativePath(root, path).Replace('\\', '/'), path => XDocument.Load(path), StringComparer.Ordinal);
        return new ProjectGraph(projects, root);
    }

    /// <summary>The names of the projects that a project references, directly.</summary>
    public IReadOnlyList<string> References(string project) =>
        [.. Projects[project].Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];

    /// <summary>The package references of a project, by name, with the version if the project states one.</summary>
    public IReadOnlyList<(string Name, string? Version)> Packages(string project) =>
        [.. Projects[project].Descendants("PackageReference")
            .Where(reference => reference.Attribute("Include") is not null)
            .Select(reference => (reference.Attribute("Include")!.Value, reference.Attribute("Version")?.Value))];

    public static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MLNetLandscape.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds MLNetLandscape.sln: run the tests from the repository's own build output.");
    }
}
