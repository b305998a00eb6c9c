using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>A digest of the columns that a sweep reads, so that figures of other data are never mixed with it.</summary>
internal sealed class DataFingerprint : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Dispose() => hash.Dispose();

    /// <summary>The digest of all visible columns of numbers, Booleans, keys, texts and vectors of Single, with the schema, which names the others too.</summary>
    public static string OfAll(IDataView data, CancellationToken cancellation)
    {
        DataViewSchema.Column[] visible = [.. data.Schema.Where(column => !column.IsHidden)];
        string schema = string.Join(", ", visible.Select(column => $"{column.Name}: {column.Type}"));
        return $"{Of(data, visible.Where(column => Reads(column.Type)), readsTexts: true, cancellation)} of {schema}";
    }

    /// <summary>The digest of some columns, in hexadecimal.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a type that no trainer reads; the message names it.</exception>
    public static string Of(IDataView data, IEnumerable<string> columns, CancellationToken cancellation)
    {
        DataViewSchema.Column[] read = [.. columns.Select(name => data.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"The data must have the column '{name}', but has only {string.Join(", ", data.Schema.Select(column => $"'{column.Name}'"))}. "
            + "Name the columns in the options."))];
        return Of(data, read, readsTexts: false, cancellation);
    }

    private static string Of(IDataView data, IEnumerable<DataViewSchema.Column> columns, bool readsTexts, CancellationToken cancellation)
    {
        using DataFingerprint fingerprint = new();
        DataViewSchema.Column[] read = [.. columns];
        using DataViewRowCursor cursor = data.GetRowCursor(read);
        Action[] appends = [.. read.Select(column => readsTexts && column.Type is TextDataViewType ? fingerprint.Texts(cursor, column) : fingerprint.Appender(cursor, column))];
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (Action append in appends)
            {
                append();
            }
        }

        return Convert.ToHexStringLower(fingerprint.hash.GetHashAndReset());
    }

    private static bool Reads(DataViewType type) => type is VectorDataViewType vector
        ? vector.ItemType.RawType == typeof(float)
        : type is TextDataViewType || type.RawType == typeof(float) || type.RawType == typeof(bool) || type.RawType == typeof(byte) || type.RawType == typeof(ushort)
            || type.RawType == typeof(uint) || type.RawType == typeof(ulong);

    private Action Appender(DataViewRowCursor cursor, DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType { ItemType.RawType: var item } when item == typeof(float) => Vectors(cursor, column),
        { RawType: var type } when type == typeof(float) => Scalars<float>(cursor, column),
        { RawType: var type } when type == typeof(bool) => Scalars<bool>(cursor, column),
        { RawType: var type } when type == typeof(byte) => Scalars<byte>(cursor, column),
        { RawType: var type } when type == typeof(ushort) => Scalars<ushort>(cursor, column),
        { RawType: var type } when type == typeof(uint) => Scalars<uint>(cursor, column),
        { RawType: var type } when type == typeof(ulong) => Scalars<ulong>(cursor, column),
        _ => throw new ArgumentException(
            $"The column '{column.Name}' must be a Boolean, Single, key or a vector of Single, but is {column.Type}. Convert it before the sweep."),
    };

    private Action Scalars<TValue>(DataViewRowCursor cursor, DataViewSchema.Column column)
        where TValue : unmanaged
    {
        ValueGetter<TValue> getter = cursor.GetGetter<TValue>(column);
        TValue value = default;
        return () =>
        {
            getter(ref value);
            hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<TValue>(in value)));
        };
    }

    private Action Texts(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        return () =>
        {
            getter(ref value);
            int length = value.Length;
            hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            hash.AppendData(MemoryMarshal.AsBytes(value.Span));
        };
    }

    /// <summary>Sparse vectors count as the dense ones that they stand for.</summary>
    private Action Vectors(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        float[] dense = [];
        return () =>
        {
            getter(ref value);
            Array.Resize(ref dense, value.Length);
            value.CopyTo(dense);
            hash.AppendData(MemoryMarshal.AsBytes<float>(dense));
        };
    }
}
