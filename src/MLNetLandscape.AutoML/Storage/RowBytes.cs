using System.Runtime.InteropServices;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>Rows as bytes that depend on their values alone: equal rows give equal bytes.</summary>
/// <param name="cursor">Reads the rows.</param>
/// <param name="sink">Gets the bytes.</param>
internal sealed class RowBytes(DataViewRowCursor cursor, Action<ReadOnlySpan<byte>> sink)
{
    /// <summary>Whether <see cref="Of"/> knows a type.</summary>
    public static bool Knows(DataViewType type) => type is VectorDataViewType vector
        ? vector.ItemType.RawType == typeof(float)
        : type is TextDataViewType || type.RawType == typeof(float) || type.RawType == typeof(bool) || type.RawType == typeof(byte) || type.RawType == typeof(ushort)
            || type.RawType == typeof(uint) || type.RawType == typeof(ulong);

    /// <summary>What passes on a column of the cursor's row.</summary>
    /// <exception cref="ArgumentException">The column's type is not known.</exception>
    public Action Of(DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType { ItemType.RawType: var item } when item == typeof(float) => Vectors(column),
        TextDataViewType => Texts(column),
        { RawType: var type } when type == typeof(float) => Scalars<float>(column),
        { RawType: var type } when type == typeof(bool) => Scalars<bool>(column),
        { RawType: var type } when type == typeof(byte) => Scalars<byte>(column),
        { RawType: var type } when type == typeof(ushort) => Scalars<ushort>(column),
        { RawType: var type } when type == typeof(uint) => Scalars<uint>(column),
        { RawType: var type } when type == typeof(ulong) => Scalars<ulong>(column),
        _ => throw Unknown(column),
    };

    /// <summary>The error about a column that no trainer reads.</summary>
    public static ArgumentException Unknown(DataViewSchema.Column column) =>
        new($"The column '{column.Name}' must be a Boolean, Single, key or a vector of Single, but is {column.Type}. Convert it before training.");

    private Action Scalars<TValue>(DataViewSchema.Column column)
        where TValue : unmanaged
    {
        ValueGetter<TValue> getter = cursor.GetGetter<TValue>(column);
        TValue value = default;
        return () =>
        {
            getter(ref value);
            sink(MemoryMarshal.AsBytes(new ReadOnlySpan<TValue>(in value)));
        };
    }

    private Action Texts(DataViewSchema.Column column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        return () =>
        {
            getter(ref value);
            int length = value.Length;
            sink(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            sink(MemoryMarshal.AsBytes(value.Span));
        };
    }

    /// <summary>Sparse vectors count as the dense ones that they stand for.</summary>
    private Action Vectors(DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        float[] dense = [];
        return () =>
        {
            getter(ref value);
            Array.Resize(ref dense, value.Length);
            value.CopyTo(dense);
            sink(MemoryMarshal.AsBytes<float>(dense));
        };
    }
}
