namespace MLNetLandscape.Samples.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mlnetlandscape-");

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
