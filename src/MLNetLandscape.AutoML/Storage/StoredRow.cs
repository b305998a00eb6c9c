using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>A row of stored data.</summary>
/// <typeparam name="TLabel">The type of the label, or of a label's keys.</typeparam>
internal sealed class StoredRow<TLabel>
    where TLabel : unmanaged
{
    public float[] Features { get; init; } = [];

    public TLabel Label { get; init; }

    public float Weight { get; init; }

    /// <summary>A view of rows in their bytes.</summary>
    /// <param name="header">The columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="index">What ML.NET counts as the index, from 0, of a key, whose 0 is a missing one.</param>
    public static IDataView Read(StoredHeader header, ReadOnlySpan<byte> rows, Func<TLabel, TLabel> index)
    {
        int featureBytes = header.FeatureCount * sizeof(float), labelBytes = Unsafe.SizeOf<TLabel>();
        List<StoredRow<TLabel>> read = [];
        while (!rows.IsEmpty)
        {
            ReadOnlySpan<byte> rest = rows[(featureBytes + labelBytes)..];
            read.Add(new StoredRow<TLabel>
            {
                Features = [.. MemoryMarshal.Cast<byte, float>(rows[..featureBytes])],
                Label = header.KeyCount is null ? MemoryMarshal.Read<TLabel>(rows[featureBytes..]) : index(MemoryMarshal.Read<TLabel>(rows[featureBytes..])),
                Weight = header.Weight is null ? 1 : MemoryMarshal.Read<float>(rest),
            });
            rows = header.Weight is null ? rest : rest[sizeof(float)..];
        }

        return new MLContext(seed: 1).Data.LoadFromEnumerable(read, Schema(header));
    }

    private static SchemaDefinition Schema(StoredHeader header)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(StoredRow<TLabel>));
        schema[nameof(Features)].ColumnName = header.Features;
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, header.FeatureCount);
        schema[nameof(Label)].ColumnName = header.Label;
        if (header.KeyCount is { } count)
        {
            schema[nameof(Label)].ColumnType = new KeyDataViewType(typeof(TLabel), count);
            if (header is { KeyValueType: { } type, KeyValues: { } values })
            {
                KeyValueSet.Parse(type, values).AddTo(schema[nameof(Label)], AnnotationKinds.KeyValues);
            }
        }

        if (header.Weight is { } weight)
        {
            schema[nameof(Weight)].ColumnName = weight;
        }
        else
        {
            schema.Remove(schema[nameof(Weight)]);
        }

        return schema;
    }
}
