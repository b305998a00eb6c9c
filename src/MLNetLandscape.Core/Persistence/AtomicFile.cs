using System.Text;

namespace MLNetLandscape.Core.Persistence;

/// <summary>Writes files so that a reader finds the old content or the new, never a part.</summary>
/// <remarks>
/// <para>The content goes to a temporary file beside the target, is flushed to the disk, and then takes the target's name. Each writing
/// has a temporary file of its own, so that of several writers, in other processes too, the last one's content stays. A process that is killed
/// leaves the target as it was, and at most its temporary file, which a writing in the same folder deletes when it is an hour old.</para>
/// <para>A symbolic link keeps pointing where it did: its target is replaced. Devices (/dev/...) are written directly.</para>
/// </remarks>
public static class AtomicFile
{
    private const int BufferSize = 1 << 16;

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
        string folder = Path.GetDirectoryName(target) ?? target;
        string temporary = PartialFile.In(folder);
        FileStream file = Open(path, target, temporary);
        try
        {
            using (file)
            {
                Fill(path, file, write);
                file.Flush(flushToDisk: true);
            }

            Rename(path, temporary, target);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        PartialFile.DeleteAbandoned(folder);
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

        if (Path.GetDirectoryName(target) is string folder && !Directory.Exists(folder) && !File.Exists(folder))
        {
            throw new IOException($"Cannot write '{path}': the folder '{folder}' does not exist. Create it first.");
        }

        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, exception);
        }
    }

    /// <summary>Writes through a buffer that a failure discards: a buffer of the file's own would fail a second time when it is closed.</summary>
    private static void Fill(string path, FileStream file, Action<Stream> write)
    {
        try
        {
            BufferedStream buffer = new(file, BufferSize);
            write(buffer);
            buffer.Flush();
        }
        catch (IOException exception)
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
            throw NotWritable(path, exception);
        }
    }

    private static void WriteDevice(string path, Action<Stream> write)
    {
        FileStream device;
        try
        {
            device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, exception);
        }

        using (device)
        {
            Fill(path, device, write);
        }
    }

    private static IOException NotWritable(string path, Exception exception) =>
        new($"Cannot write '{path}': {exception.Message.TrimEnd('.')}. Choose a place that you may write to and that has room.", exception);
}
