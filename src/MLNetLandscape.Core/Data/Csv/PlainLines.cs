namespace MLNetLandscape.Core.Data.Csv;

/// <summary>Reads lines as long as none has a quotation mark, without making a string of any.</summary>
/// <remarks>Without quotation marks a line is a row, and every delimiter ends a field; all that is difficult about delimited text begins with the first one.</remarks>
/// <param name="reader">The text.</param>
/// <param name="path">Where it comes from, for messages.</param>
internal sealed class PlainLines(TextReader reader, string path)
{
    /// <summary>The longest line, 512 MiB: room for the widest table, and not for a disk image.</summary>
    internal const int LongestLine = 1 << 28;

    private const int StartCapacity = 1 << 16;
    private char[] buffer = new char[StartCapacity];
    private int start;
    private int end;
    private bool isLast;

    /// <summary>Lines taken so far, blank ones included.</summary>
    internal int Count { get; private set; }

    /// <summary>Takes the next line, without its end; valid until the next call. False at the end of the text and before a quotation mark.</summary>
    internal bool TryRead(out ReadOnlySpan<char> line)
    {
        int searched = 0;
        while (true)
        {
            ReadOnlySpan<char> rest = buffer.AsSpan(start, end - start);
            int found = rest[searched..].IndexOfAny('\n', '\r', '"');
            int length = found < 0 ? rest.Length : searched + found;

            // After a carriage return one more character must be there, to see whether a line feed belongs to it.
            bool isWhole = found >= 0 && (rest[length] != '\r' || length + 1 < rest.Length);
            if (isWhole || isLast)
            {
                return TryTake(rest, length, out line);
            }

            searched = length;
            Fill();
        }
    }

    /// <summary>What has not been taken, to be read by others from now on.</summary>
    internal TextReader Rest() => new JoinedReader(buffer.AsMemory(start, end - start), reader);

    private bool TryTake(ReadOnlySpan<char> rest, int length, out ReadOnlySpan<char> line)
    {
        line = rest[..length];
        if (rest.IsEmpty || (length < rest.Length && rest[length] == '"'))
        {
            return false;
        }

        start += length + (rest[length..].StartsWith("\r\n") ? 2 : Math.Min(1, rest.Length - length));
        Count++;
        return true;
    }

    /// <summary>Moves what is left to the front and reads behind it; a line longer than the buffer makes it grow.</summary>
    private void Fill()
    {
        int left = end - start;
        if (left == LongestLine)
        {
            throw new InvalidDataException($"{path}, line {Count + 1}: a line must have at most {LongestLine} characters, but has more. Check that the file is a table.");
        }

        if (left == buffer.Length)
        {
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
        else
        {
            buffer.AsSpan(start, left).CopyTo(buffer);
        }

        (start, end) = (0, left);
        int read = reader.Read(buffer.AsSpan(end));
        isLast = read == 0;
        end += read;
    }

    /// <summary>Text in memory, then what a reader still has.</summary>
    private sealed class JoinedReader(ReadOnlyMemory<char> first, TextReader second) : TextReader
    {
        private ReadOnlyMemory<char> first = first;

        public override int Peek() => first.IsEmpty ? second.Peek() : first.Span[0];

        public override int Read()
        {
            if (first.IsEmpty)
            {
                return second.Read();
            }

            char next = first.Span[0];
            first = first[1..];
            return next;
        }

        public override int Read(char[] target, int index, int count)
        {
            if (first.IsEmpty)
            {
                return second.Read(target, index, count);
            }

            int taken = Math.Min(count, first.Length);
            first.Span[..taken].CopyTo(target.AsSpan(index));
            first = first[taken..];
            return taken;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                second.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
