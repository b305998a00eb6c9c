using System.Text.RegularExpressions;

namespace MLNetLandscape.Architecture.Tests;

/// <summary>What the documents show is what the build compiles, and what they link to exists.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Root = ProjectGraph.Read().Root;

    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Code_stands_in_a_sample(string document)
    {
        string samples = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Root, "samples"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        foreach (Match block in CodeBlock().Matches(File.ReadAllText(Path.Combine(Root, document))))
        {
            Assert.Contains(block.Groups["code"].Value.Trim(), samples, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Root, document))!;
        IEnumerable<string> targets = Link().Matches(File.ReadAllText(Path.Combine(Root, document))).Select(match => match.Groups["target"].Value);
        foreach (string target in targets.Where(target => !target.StartsWith("http", StringComparison.Ordinal)))
        {
            Assert.True(Path.Exists(Path.Combine(folder, target)), $"{document} links to {target}, which does not exist.");
        }
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
