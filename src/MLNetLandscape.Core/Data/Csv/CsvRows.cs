using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace MLNetLandscape.Core.Data.Csv;

/// <summary>The rows of a delimited text file below its header; quoting follows RFC 4180.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvParser parser;
    private readonly char separator;

    /// <summary>The current row as it stands in the file, where it has no quotation mark; else null, and <see cref="fields"/> holds the fields.</summary>
    private string? raw;
    private string[] fields = [];

    /// <summary>Where each field of <see cref="raw"/> ends.</summary>
    private int[] ends = new int[64];

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

        separator = delimiter ?? CsvDelimiter.Detect(path);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null,
            BufferSize = 1 << 16,
            ProcessFieldBufferSize = 1 << 10,
        };
        var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        parser = new CsvParser(reader, configuration);
        try
        {
            Columns = new CsvColumns(path, ReadHeader());
        }
        catch
        {
            parser.Dispose();
            throw;
        }
    }

    /// <summary>The file, as it was named.</summary>
    internal string Path { get; }

    /// <summary>The header.</summary>
    internal CsvColumns Columns { get; }

    /// <summary>The line of the current row (its last one, where a quoted field has line breaks), from 1.</summary>
    internal int Line => parser.RawRow;

    /// <summary>A field of the current row without surrounding blanks; empty where only a nameless last column is absent.</summary>
    internal ReadOnlySpan<char> this[int column]
    {
        get
        {
            if (column >= parser.Count)
            {
                return default;
            }

            int start = column == 0 ? 0 : ends[column - 1] + 1;
            return (raw is null ? fields[column] : raw.AsSpan(start, ends[column] - start)).Trim();
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
        bool lastMayLack = parser.Count == expected - 1 && Columns.Names[^1].Length == 0;
        if (parser.Count != expected && !lastMayLack)
        {
            throw new InvalidDataException(
                $"{Path}, line {Line}: a row must have as many fields as the header, {expected}, but has {parser.Count}. " +
                "Check for a missing value, an unquoted delimiter or an unbalanced quotation mark.");
        }

        return true;
    }

    /// <summary>An error at a field of the current row.</summary>
    internal InvalidDataException Failure(int column, string message) =>
        new($"{Path}, line {Line}, column {Columns.Describe(column)}: {message}");

    /// <inheritdoc/>
    public void Dispose() => parser.Dispose();

    private string[] ReadHeader()
    {
        if (!ReadRecord() || parser.Record is not { } names || names.All(string.IsNullOrWhiteSpace))
        {
            throw new InvalidDataException($"{Path} is empty. A data set needs a header with the names of its columns and at least 1 row.");
        }

        return [.. names.Select(name => name.Trim())];
    }

    private bool ReadRecord()
    {
        try
        {
            if (!parser.Read())
            {
                return false;
            }

            raw = parser.RawRecord;
            if (!TrySplit(raw))
            {
                raw = null;
                fields = parser.Record ?? [];
            }

            return true;
        }
        catch (CsvHelperException failure)
        {
            throw new InvalidDataException($"{Path}, line {Line}: not readable as delimited text: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// Finds the fields of a row without quotation marks, so that no string is made for each of them.
    /// False where a field is quoted or the parser saw other fields than these.
    /// </summary>
    private bool TrySplit(string row)
    {
        if (row.Contains('"'))
        {
            return false;
        }

        int count = 0;
        int start = 0;
        while (true)
        {
            if (count == ends.Length)
            {
                Array.Resize(ref ends, 2 * count);
            }

            int length = row.AsSpan(start).IndexOf(separator);
            ends[count++] = length < 0 ? row.Length : start + length;
            if (length < 0)
            {
                return count == parser.Count;
            }

            start += length + 1;
        }
    }
}
