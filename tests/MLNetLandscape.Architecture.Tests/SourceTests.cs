using System.Text.RegularExpressions;

namespace MLNetLandscape.Architecture.Tests;

/// <summary>Rules of the sources that no compiler checks.</summary>
public sealed partial class SourceTests
{
    private static readonly string Root = ProjectGraph.Read().Root;

    private static IEnumerable<string> Sources =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [Fact]
    public void There_are_sources_to_check() => Assert.NotEmpty(Sources);

    [Fact]
    public void Pointers_stay_in_the_kernels() =>
        Assert.DoesNotContain(Sources, path => !path.Contains("Kernels", StringComparison.Ordinal) && UnsafeCode().IsMatch(File.ReadAllText(path)));

    [Fact]
    public void Randomness_is_always_seeded() => Assert.DoesNotContain(Sources, path => UnseededRandom().IsMatch(File.ReadAllText(path)));

    [Fact]
    public void No_folder_or_file_is_a_catch_all() => Assert.DoesNotContain(Sources, path => CatchAll().IsMatch(Path.GetRelativePath(Root, path)));

    /// <summary>As everywhere in .NET; callers name it.</summary>
    [Fact]
    public void Tokens_are_called_cancellationToken() => Assert.DoesNotContain(Sources, path => OtherToken().IsMatch(File.ReadAllText(path)));

    [Fact]
    public void The_package_configuration_names_no_source() =>
        Assert.DoesNotContain("<add", File.ReadAllText(Path.Combine(Root, "nuget.config")), StringComparison.Ordinal);

    [GeneratedRegex(@"\bunsafe\b|\bstackalloc [a-zA-Z]+\*|\bfixed \(")]
    private static partial Regex UnsafeCode();

    [GeneratedRegex(@"Random\.Shared|new Random\(\)|Guid\.NewGuid\(\)\.GetHashCode")]
    private static partial Regex UnseededRandom();

    [GeneratedRegex(@"\bCancellationToken (cancellation|cancel|cancelToken)\b")]
    private static partial Regex OtherToken();

    [GeneratedRegex(@"(^|[/\\.])[A-Za-z]*(Helpers?|Utils?|Utilities|Common|Manager)([/\\]|\.cs$)")]
    private static partial Regex CatchAll();
}
