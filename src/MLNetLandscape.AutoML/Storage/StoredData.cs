using System.Text.Json;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>The columns that a training reads, as content of a data store: a line of JSON about the columns, then the rows as they lie in memory.</summary>
/// <remarks>ML.NET's own binary format orders its blocks by chance; here equal data have equal bytes, hence one name.</remarks>
internal static class StoredData
{
    private const byte EndOfHeader = (byte)'\n';

    /// <summary>The columns that a trainer reads: features, label, and the weight where there is one.</summary>
    public static IReadOnlyList<string> ColumnsOf(LandscapeTrainerOptions options) =>
        [.. new[] { options.FeatureColumnName, options.LabelColumnName, options.ExampleWeightColumnName }.OfType<string>()];

    /// <summary>Keeps columns: features, label and, where there is one, the weight.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a type that no trainer reads; the message names it.</exception>
    public static ContentHash Put(IDataStore store, IDataView data, IReadOnlyList<string> columns)
    {
        DataViewSchema.Column[] read = DataFingerprint.Find(data, columns);
        using MemoryStream content = new();
        content.Write(JsonSerializer.SerializeToUtf8Bytes(StoredHeader.Of(read), JsonFormat.Compact));
        content.WriteByte(EndOfHeader);
        using DataViewRowCursor cursor = data.GetRowCursor(read);
        RowBytes bytes = new(cursor, content.Write);
        Action[] writes = [.. read.Select(bytes.Of)];
        while (cursor.MoveNext())
        {
            Array.ForEach(writes, write => write());
        }

        content.Position = 0;
        return store.Put(content);
    }

    /// <summary>Reads what <see cref="Put"/> kept; the view may be read by several threads.</summary>
    public static IDataView Read(Stream stream)
    {
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        ReadOnlySpan<byte> content = copy.GetBuffer().AsSpan(0, (int)copy.Length);
        int end = content.IndexOf(EndOfHeader);
        StoredHeader header = JsonSerializer.Deserialize<StoredHeader>(content[..end], JsonFormat.Compact)!;
        ReadOnlySpan<byte> rows = content[(end + 1)..];
        return header.LabelType switch
        {
            nameof(Boolean) => StoredRow<bool>.Read(header, rows, _ => throw new InvalidOperationException("Neither a Boolean nor a Single is a key.")),
            nameof(Single) => StoredRow<float>.Read(header, rows, _ => throw new InvalidOperationException("Neither a Boolean nor a Single is a key.")),
            nameof(Byte) => StoredRow<byte>.Read(header, rows, key => unchecked((byte)(key - 1))),
            nameof(UInt16) => StoredRow<ushort>.Read(header, rows, key => unchecked((ushort)(key - 1))),
            nameof(UInt32) => StoredRow<uint>.Read(header, rows, key => unchecked(key - 1)),
            nameof(UInt64) => StoredRow<ulong>.Read(header, rows, key => unchecked(key - 1)),
            _ => throw new InvalidDataException($"The label of the stored data has the type {header.LabelType}, which this version does not know."),
        };
    }
}
