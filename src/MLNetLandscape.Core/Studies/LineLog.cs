namespace MLNetLandscape.Core.Studies;

/// <summary>A file of lines that only grows: each is on the disk, whole, when its appending returns.</summary>
/// <param name="file">The file, open for this log alone, unbuffered.</param>
internal sealed class LineLog(FileStream file) : IDisposable
{
    private const byte End = (byte)'\n';

    /// <summary>The lines without their ends. What a killed process left behind the last end is cut off.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ReadLines()
    {
        byte[] content = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(content);
        List<ReadOnlyMemory<byte>> lines = [];
        int start = 0;
        for (int end; (end = Array.IndexOf(content, End, start)) >= 0; start = end + 1)
        {
            lines.Add(content.AsMemory(start, end - start));
        }

        file.SetLength(start);
        file.Position = start;
        return lines;
    }

    /// <summary>Puts a line at the end, or leaves the file as it was: behind a part of a line, no other could be read.</summary>
    /// <param name="line">What to append, without an end of a line in it.</param>
    /// <exception cref="IOException">There is no room, or the disk fails.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        long end = file.Position;
        try
        {
            file.Write([.. line, End]);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            file.SetLength(end);
            file.Position = end;
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
