using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace MLNetLandscape.Core.Data.Csv;

/// <summary>The rows of a delimited text file below its header; quoting follows RFC 4180.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvParser parser;
    private string[] fields = [];

    /// <summary>Opens a file and reads its header.</summary>
    internal CsvRows(string path, char? delimiter)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' (looked for {System.IO.Path.GetFullPath(path)}).", path);
        }

        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = (delimiter ?? CsvDelimiter.Detect(path)).ToString(),
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
    internal ReadOnlySpan<char> this[int column] => column < fields.Length ? fields[column].AsSpan().Trim() : default;

    /// <summary>Goes to the next row; blank lines do not count.</summary>
    /// <exception cref="InvalidDataException">The row has not as many fields as the header.</exception>
    internal bool Read()
    {
        if (!ReadRecord())
        {
            return false;
        }

        int expected = Columns.Names.Count;
        bool lastMayLack = fields.Length == expected - 1 && Columns.Names[^1].Length == 0;
        if (fields.Length != expected && !lastMayLack)
        {
            throw new InvalidDataException(
                $"{Path}, line {Line}: a row must have as many fields as the header, {expected}, but has {fields.Length}. " +
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
        if (!ReadRecord() || fields.All(string.IsNullOrWhiteSpace))
        {
            throw new InvalidDataException($"{Path} is empty. A data set needs a header with the names of its columns and at least 1 row.");
        }

        return [.. fields.Select(name => name.Trim())];
    }

    private bool ReadRecord()
    {
        try
        {
            if (!parser.Read())
            {
                return false;
            }

            fields = parser.Record ?? [];
            return true;
        }
        catch (CsvHelperException failure)
        {
            throw new InvalidDataException($"{Path}, line {Line}: not readable as delimited text: {failure.Message}", failure);
        }
    }
}
