namespace MLNetLandscape.Cli.Options;

/// <summary>Checks, before time is spent, that a file can be written.</summary>
internal static class OutputPath
{
    /// <summary>Refuses a path that cannot be written; leaves nothing behind, and an existing file as it is.</summary>
    /// <param name="option">The option that named the path, for the message.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">It cannot be written; the message says why.</exception>
    public static void ThrowIfUnwritable(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new IOException($"{option} names no file. Pass the path of a file to write.");
        }

        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full))
        {
            throw new IOException($"Cannot write {option} {path}: it is a folder. Name a file in it.");
        }

        if (!Directory.Exists(folder))
        {
            throw new IOException($"Cannot write {option} {path}: the folder {folder} does not exist. Create it, or choose another path.");
        }

        Probe(option, path, folder, full);
    }

    private static void Probe(string option, string path, string folder, string full)
    {
        string probe = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.probe");
        try
        {
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }

            if (File.Exists(full))
            {
                using FileStream existing = File.OpenWrite(full);
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new IOException($"Cannot write {option} {path}: {ErrorText.Of(exception).Replace(probe, full, StringComparison.Ordinal)} Choose another path.", exception);
        }
    }
}
