using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml.Linq;

namespace MLNetLandscape.Packages.Tests;

/// <summary>What every package carries.</summary>
public sealed class PackageContentTests(PackageFolder packages) : IClassFixture<PackageFolder>
{
    private const int IconSide = 128;

    public static TheoryData<string> Libraries => ["MLNetLandscape.Core", "MLNetLandscape.Analysis", "MLNetLandscape.Cluster", "MLNetLandscape.Experiments", "MLNetLandscape", "MLNetLandscape.AutoML"];

    public static TheoryData<string> All => [.. Libraries.Select(row => row.Data), "MLNetLandscape.Cli"];

    [Theory]
    [MemberData(nameof(All))]
    public void Carries_readme_icon_and_licence(string project)
    {
        using ZipArchive package = ZipFile.OpenRead(packages.Pack(project));
        XElement metadata = Metadata(package, project);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.Equal("icon.png", Value(metadata, "icon"));
        Assert.Equal("The MLNetLandscape authors", Value(metadata, "authors"));
        Assert.NotEqual("Package Description", Value(metadata, "description"));
        Assert.NotNull(package.GetEntry("LICENSE"));
        using StreamReader readme = new(package.GetEntry("README.md")!.Open());
        Assert.Equal(File.ReadAllText(ReadmeOf(project)), readme.ReadToEnd());
        Assert.Equal((IconSide, IconSide), PngSize(package.GetEntry("icon.png")!));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Names_no_repository(string project)
    {
        using ZipArchive package = ZipFile.OpenRead(packages.Pack(project));
        XElement metadata = Metadata(package, project);
        Assert.DoesNotContain(metadata.Elements(), element => element.Name.LocalName is "projectUrl" or "repository");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Carries_the_assembly_with_its_documentation_and_symbols(string project)
    {
        string path = packages.Pack(project);
        using ZipArchive package = ZipFile.OpenRead(path);
        Assert.NotNull(package.GetEntry($"lib/net10.0/{project}.dll"));
        using (Stream documentation = package.GetEntry($"lib/net10.0/{project}.xml")!.Open())
        {
            Assert.NotEmpty(XDocument.Load(documentation).Descendants("summary"));
        }

        using ZipArchive symbols = ZipFile.OpenRead(Path.ChangeExtension(path, ".snupkg"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{project}.pdb"));
    }

    /// <summary>A project's own, or the repository's.</summary>
    private static string ReadmeOf(string project)
    {
        string own = Path.Combine(PackageFolder.Root, "src", project, "README.md");
        return File.Exists(own) ? own : Path.Combine(PackageFolder.Root, "README.md");
    }

    private static XElement Metadata(ZipArchive package, string project)
    {
        using Stream stream = package.GetEntry($"{project}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string? Value(XElement metadata, string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>Width and height of a PNG: its first chunk's first two numbers.</summary>
    private static (int Width, int Height) PngSize(ZipArchiveEntry entry)
    {
        byte[] header = new byte[24];
        using Stream stream = entry.Open();
        stream.ReadExactly(header);
        Assert.Equal("PNG"u8, header.AsSpan(1, 3));
        return (BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(20)));
    }
}
