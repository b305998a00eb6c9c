using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>A digest of the columns that a sweep reads, so that figures of other data are never mixed with it.</summary>
internal sealed class DataFingerprint : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Dispose() => hash.Dispose();

    /// <summary>The digest of some columns, in hexadecimal.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a type that no trainer reads; the message names it.</exception>
    public static string Of(IDataView data, IEnumerable<string> columns, CancellationToken cancellation)
    {
        using DataFingerprint fingerprint = new();
        DataViewSchema.Column[] read = [.. columns.Select(name => data.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"The data must have the column '{name}', but has only {string.Join(", ", data.Schema.Select(column => $"'{column.Name}'"))}. "
            + "Name the columns in the options."))];
        using DataViewRowCursor cursor = data.GetRowCursor(read);
        Action[] appends = [.. read.Select(column => fingerprint.Appender(cursor, column))];
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
