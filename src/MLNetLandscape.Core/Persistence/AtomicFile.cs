using System.Text;

namespace MLNetLandscape.Core.Persistence;

/// <summary>Writes files so that a reader finds the old content or the new, never a part.</summary>
/// <remarks>
/// <para>The content goes to a temporary file beside the target, is flushed to the disk, and then takes the target's name. A process
/// that is killed leaves the target as it was, and at most the temporary file, which the next writing replaces.</para>
/// <para>A symbolic link keeps pointing where it did: its target is replaced. Devices (/dev/...) are written directly.</para>
/// </remarks>
public static class AtomicFile
{
    private const string TemporarySuffix = ".landscape-partial";

    /// <summary>Replaces or creates a file with what <paramref name="write"/> writes.</summary>
    /// <exception cref="IOException">The path cannot be written; the message names it and the reason, and no partial file remains.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            WriteDevice(path, write);
            return;
        }

        string target = Resolve(path);
        string temporary = target + TemporarySuffix;
        using (FileStream stream = Open(path, target, temporary))
        {
            try
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            catch
            {
                stream.Dispose();
                File.Delete(temporary);
                throw;
            }
        }

        Rename(path, temporary, target);
    }

    /// <summary>Replaces or creates a UTF-8 text file without a byte order mark.</summary>
    /// <exception cref="IOException">The path cannot be written; the message names it and the reason, and no partial file remains.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>The full path behind any symbolic link.</summary>
    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    private static FileStream Open(string path, string target, string temporary)
    {
        if (Directory.Exists(target))
        {
            throw new IOException($"Cannot write '{path}': it is a folder. Name a file in it.");
        }

        try
        {
            return new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new IOException($"Cannot write '{path}': the folder '{Path.GetDirectoryName(target)}' does not exist. Create it first.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, exception);
        }
    }

    private static void Rename(string path, string temporary, string target)
    {
        try
        {
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw NotWritable(path, exception);
        }
    }

    private static void WriteDevice(string path, Action<Stream> write)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(stream);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw NotWritable(path, exception);
        }
    }

    private static IOException NotWritable(string path, Exception exception) =>
        new($"Cannot write '{path}': {exception.Message} Choose a file in a folder that you may write to.", exception);
}
