using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace MLNetLandscape.Core.Data.Csv;

/// <summary>The rows of a delimited text file below its header; quoting follows RFC 4180.</summary>
/// <remarks>Lines before the first quotation mark are cut at the delimiters; from there on CsvHelper reads, which takes three times as long.</remarks>
internal sealed class CsvRows : IDisposable
{
    private readonly StreamReader reader;
    private readonly PlainLines lines;
    private readonly char separator;

    /// <summary>Reads from the first quotation mark on.</summary>
    private CsvParser? parser;

    /// <summary>Where the fields of a plain line begin, and one more.</summary>
    private int[] starts = new int[64];
    private char[] plain = [];
    private string[] fields = [];
    private int count;

    /// <summary>Opens a file and reads its header.</summary>
    internal CsvRows(string path, char? delimiter)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        if (!File.Exists(path))
        {
            throw Directory.Exists(path)
                ? new FileNotFoundException($"'{path}' is a folder. Name a file in it.", path)
                : new FileNotFoundException($"There is no file '{path}' (looked for {System.IO.Path.GetFullPath(path)}).", path);
        }

        reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        lines = new PlainLines(reader, path);
        try
        {
            RefusePipe();
            separator = delimiter ?? CsvDelimiter.Detect(reader.BaseStream);
            Columns = new CsvColumns(path, ReadHeader());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file, as it was named.</summary>
    internal string Path { get; }

    /// <summary>The header.</summary>
    internal CsvColumns Columns { get; }

    /// <summary>The line of the current row (its last one, where a quoted field has line breaks), from 1.</summary>
    internal int Line => lines.Count + (parser?.RawRow ?? 0);

    /// <summary>About which share of the file is read, above 0.</summary>
    internal double ShareRead => (double)reader.BaseStream.Position / Math.Max(1, reader.BaseStream.Length);

    /// <summary>A field of the current row without surrounding blanks; empty where only a nameless last column is absent.</summary>
    internal ReadOnlySpan<char> this[int column]
    {
        get
        {
            if (column >= count)
            {
                return default;
            }

            ReadOnlySpan<char> field = parser is null ? plain.AsSpan(starts[column], starts[column + 1] - starts[column] - 1) : fields[column];

            // Few fields have blanks around them, and every blank is below '!' or above '~'.
            return field.Length > 0 && field[0] is >= '!' and <= '~' && field[^1] is >= '!' and <= '~' ? field : field.Trim();
        }
    }

    /// <summary>Goes to the next row; blank lines do not count.</summary>
    /// <exception cref="InvalidDataException">The row has not as many fields as the header.</exception>
    internal bool Read()
    {
        if (!ReadRecord())
        {
            return false;
        }

        int expected = Columns.Names.Count;
        bool lastMayLack = count == expected - 1 && Columns.Names[^1].Length == 0;
        if (count != expected && !lastMayLack)
        {
            throw new InvalidDataException(
                $"{Path}, line {Line}: a row must have as many fields as the header, {expected}, but has {count}. " +
                "Check for a missing value, an unquoted delimiter or an unbalanced quotation mark.");
        }

        return true;
    }

    /// <summary>An error at a field of the current row.</summary>
    internal InvalidDataException Failure(int column, string message) =>
        new($"{Path}, line {Line}, column {Columns.Describe(column)}: {message}");

    /// <inheritdoc/>
    public void Dispose()
    {
        parser?.Dispose();
        reader.Dispose();
    }

    /// <summary>Refuses what can be read but once: a first look finds the delimiter, and what it took would be missing afterwards.</summary>
    private void RefusePipe()
    {
        if (!reader.BaseStream.CanSeek)
        {
            throw new InvalidDataException($"{Path} must be a file, but is a pipe or a device, which can be read only once. Write it to a file first, and name that.");
        }
    }

    private string[] ReadHeader()
    {
        string[] names = ReadRecord() ? [.. Enumerable.Range(0, count).Select(column => this[column].ToString())] : [];
        if (names.All(string.IsNullOrEmpty))
        {
            throw new InvalidDataException($"{Path} is empty. A data set needs a header with the names of its columns and at least 1 row.");
        }

        if (names.Any(name => name.Contains('\0', StringComparison.Ordinal)))
        {
            throw new InvalidDataException(
                $"{Path} must be text, but its header holds NUL characters: it is UTF-16 or UTF-32 without a byte order mark, or no text at all. Save it as UTF-8.");
        }

        return names;
    }

    /// <summary>Goes to the next record that is not blank; a line of spaces is, unless it may be the missing value of an only column.</summary>
    private bool ReadRecord()
    {
        while (ReadNext())
        {
            if (count != 1 || !this[0].IsEmpty || Columns is { Names.Count: 1 })
            {
                return true;
            }
        }

        return false;
    }

    private bool ReadNext()
    {
        while (parser is null && lines.TryRead(out ReadOnlySpan<char> line))
        {
            if (!line.IsEmpty)
            {
                Split(line);
                return true;
            }
        }

        try
        {
            parser ??= new CsvParser(lines.Rest(), Configuration());
            if (!parser.Read())
            {
                return false;
            }

            fields = parser.Record ?? [];
            count = fields.Length;
            return true;
        }
        catch (CsvHelperException failure)
        {
            throw new InvalidDataException($"{Path}, line {Line}: not readable as delimited text: {failure.Message}", failure);
        }
    }

    private CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        Delimiter = separator.ToString(),
        TrimOptions = TrimOptions.Trim,
        BadDataFound = null,
        BufferSize = 1 << 16,
        ProcessFieldBufferSize = 1 << 10,
    };

    /// <summary>Finds the fields of a line without quotation marks.</summary>
    private void Split(ReadOnlySpan<char> line)
    {
        if (plain.Length < line.Length)
        {
            plain = new char[2 * line.Length];
        }

        line.CopyTo(plain);
        count = 0;
        starts[0] = 0;

        // Sixteen characters at a time: a loop over characters would guess wrong at the end of nearly every field.
        ReadOnlySpan<ushort> codes = MemoryMarshal.Cast<char, ushort>(line);
        Vector256<ushort> separators = Vector256.Create((ushort)separator);
        int start = 0;
        for (; start + Vector256<ushort>.Count <= codes.Length; start += Vector256<ushort>.Count)
        {
            uint hits = Vector256.Equals(Vector256.Create(codes[start..]), separators).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                EndField(start + BitOperations.TrailingZeroCount(hits));
            }
        }

        for (; start < line.Length; start++)
        {
            if (line[start] == separator)
            {
                EndField(start);
            }
        }

        EndField(line.Length);
    }

    private void EndField(int end)
    {
        count++;
        if (count == starts.Length)
        {
            Array.Resize(ref starts, 2 * count);
        }

        starts[count] = end + 1;
    }
}
