using System.Reflection;

namespace MLNetLandscape.Core.Data.Download;

/// <summary>Files that come inside the library.</summary>
internal static class EmbeddedFile
{
    /// <summary>Writes such a file, in one step.</summary>
    internal static void Write(KnownFile file, string path)
    {
        using Stream content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"datasets/{file.Path}")
            ?? throw new InvalidOperationException($"The library does not contain {file.Path}.");
        string part = $"{path}.part";
        using (FileStream destination = File.Create(part))
        {
            content.CopyTo(destination);
        }

        File.Move(part, path, overwrite: true);
    }
}
