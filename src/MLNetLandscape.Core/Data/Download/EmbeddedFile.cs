using System.Reflection;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Data.Download;

/// <summary>Files that come inside the library.</summary>
internal static class EmbeddedFile
{
    /// <summary>Writes such a file, in one step.</summary>
    internal static void Write(KnownFile file, string path)
    {
        using Stream content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"datasets/{file.Path}")
            ?? throw new InvalidOperationException($"The library does not contain {file.Path}.");
        AtomicFile.Write(path, content.CopyTo);
    }
}
