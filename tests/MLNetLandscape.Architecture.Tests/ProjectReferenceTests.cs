namespace MLNetLandscape.Architecture.Tests;

/// <summary>Arrows between projects run one way: Core &lt;- Analysis &lt;- Experiments, Cluster &lt;- Cli; Core &lt;- MLNetLandscape &lt;- TorchSharp, AutoML.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["MLNetLandscape.Core"] = [],
        ["MLNetLandscape.Analysis"] = ["MLNetLandscape.Core"],
        ["MLNetLandscape.Experiments"] = ["MLNetLandscape.Core", "MLNetLandscape.Analysis"],
        ["MLNetLandscape.Cluster"] = ["MLNetLandscape.Core", "MLNetLandscape.Analysis"],
        ["MLNetLandscape.Cli"] = ["MLNetLandscape.Core", "MLNetLandscape.Analysis", "MLNetLandscape.Experiments", "MLNetLandscape.Cluster"],
        ["MLNetLandscape"] = ["MLNetLandscape.Core"],
        ["MLNetLandscape.TorchSharp"] = ["MLNetLandscape.Core", "MLNetLandscape"],
        ["MLNetLandscape.AutoML"] = ["MLNetLandscape.Core", "MLNetLandscape"],
    };

    private static readonly string[] Portable =
        ["MLNetLandscape.Core", "MLNetLandscape.Analysis", "MLNetLandscape.Experiments", "MLNetLandscape.Cluster", "MLNetLandscape.Cli"];

    private static readonly ProjectGraph Graph = ProjectGraph.Read();

    public static TheoryData<string> ProductProjects => [.. Graph.Projects.Keys.Where(path => path.StartsWith("src/", StringComparison.Ordinal))];

    public static TheoryData<string> AllProjects => [.. Graph.Projects.Keys];

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void References_only_what_the_architecture_allows(string project)
    {
        string name = ProjectGraph.Name(project);
        Assert.True(Allowed.ContainsKey(name), $"{project} is not in the architecture: decide where it belongs and add it to {nameof(Allowed)}.");
        Assert.Empty(Forbidden(name, Graph.References(project)));
    }

    [Fact]
    public void Catches_an_arrow_that_runs_the_wrong_way() =>
        Assert.Equal(["MLNetLandscape.Core -> MLNetLandscape.Cli"], Forbidden("MLNetLandscape.Core", ["MLNetLandscape.Cli"]));

    [Fact]
    public void Finds_the_projects() => Assert.Contains("src/MLNetLandscape.Core/MLNetLandscape.Core.csproj", Graph.Projects.Keys);

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void Portable_projects_reference_no_package_of_the_integrations(string project)
    {
        if (Portable.Contains(ProjectGraph.Name(project), StringComparer.Ordinal))
        {
            Assert.DoesNotContain(Graph.Packages(project), package => IsIntegration(package.Name));
        }
    }

    [Fact]
    public void The_portable_filter_lists_exactly_the_projects_that_restore_everywhere()
    {
        string filter = File.ReadAllText(Path.Combine(Graph.Root, "MLNetLandscape.Portable.slnf")).Replace(@"\\", "/", StringComparison.Ordinal);
        foreach (string project in Graph.Projects.Keys)
        {
            bool needsIntegration = NeedsIntegration(project, []);
            Assert.True(needsIntegration != filter.Contains($"\"{project}\"", StringComparison.Ordinal), $"{project}: in the filter means portable, and only then.");
        }
    }

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void Package_versions_are_stated_centrally(string project) =>
        Assert.DoesNotContain(Graph.Packages(project), package => package.Version is not null);

    private static IEnumerable<string> Forbidden(string name, IEnumerable<string> references) =>
        references.Except(Allowed[name], StringComparer.Ordinal).Select(target => $"{name} -> {target}");

    private static bool IsIntegration(string package) =>
        package.StartsWith("Microsoft.ML", StringComparison.OrdinalIgnoreCase) || package.StartsWith("TorchSharp", StringComparison.OrdinalIgnoreCase);

    private static bool NeedsIntegration(string project, HashSet<string> seen) =>
        seen.Add(project)
        && (Graph.Packages(project).Any(package => IsIntegration(package.Name))
            || Graph.References(project).Any(reference => NeedsIntegration(Graph.Projects.Keys.Single(path => ProjectGraph.Name(path) == reference), seen)));
}
