using System.Globalization;

namespace MLNetLandscape.Schemas;

/// <summary>The values of a key type, of whatever type the label's are: text mostly, numbers or Booleans.</summary>
internal abstract class KeyValueSet
{
    /// <summary>The values' type.</summary>
    public abstract PrimitiveDataViewType ItemType { get; }

    /// <summary>The values as text, in the order of the keys; numbers so that parsing gives back the same bits.</summary>
    public abstract IReadOnlyList<string> Texts { get; }

    /// <summary>Adds the values as an annotation.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder builder, string kind);

    /// <summary>Adds the values as an annotation of a column of made-up rows.</summary>
    public abstract void AddTo(SchemaDefinition.Column column, string kind);

    /// <summary>A dictionary from key to value for ML.NET's value mapping.</summary>
    public abstract T Accept<T>(IKeyValueVisitor<T> visitor);

    /// <summary>The type of a label's key values that a model cannot keep; null where it keeps them, or there are none.</summary>
    public static DataViewType? LostTypeOf(DataViewSchema.Column label) =>
        label.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues) is { } annotation && Of(label) is null ? annotation.Type : null;

    /// <summary>The key values of a label column; null where it has none, or of a type that cannot be kept.</summary>
    public static KeyValueSet? Of(DataViewSchema.Column label)
    {
        DataViewSchema.Column? annotation = label.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues);
        if (annotation?.Type is not VectorDataViewType { IsKnownSize: true } type || (ulong)type.Size != ((KeyDataViewType)label.Type).Count)
        {
            return null;
        }

        return type.ItemType switch
        {
            TextDataViewType => new KeyValueSet<ReadOnlyMemory<char>>(Read<ReadOnlyMemory<char>>(label), TextDataViewType.Instance, text => text.ToString()),
            BooleanDataViewType => new KeyValueSet<bool>(Read<bool>(label), BooleanDataViewType.Instance, Print),
            NumberDataViewType number => OfNumbers(label, number),
            _ => null,
        };
    }

    /// <summary>The set whose texts were saved.</summary>
    /// <param name="rawType">The name of the values' .NET type: "ReadOnlyMemory`1", "Single", ...</param>
    /// <param name="texts">The texts.</param>
    /// <exception cref="InvalidDataException">The type is not one of those, or a text is no such number.</exception>
    public static KeyValueSet Parse(string rawType, IReadOnlyList<string> texts)
    {
        try
        {
            return rawType switch
            {
                "ReadOnlyMemory`1" => new KeyValueSet<ReadOnlyMemory<char>>(
                    [.. texts.Select(text => text.AsMemory())], TextDataViewType.Instance, text => text.ToString()),
                nameof(Boolean) => new KeyValueSet<bool>([.. texts.Select(bool.Parse)], BooleanDataViewType.Instance, Print),
                nameof(Single) => Parse<float>(texts, NumberDataViewType.Single),
                nameof(Double) => Parse<double>(texts, NumberDataViewType.Double),
                nameof(Int32) => Parse<int>(texts, NumberDataViewType.Int32),
                nameof(UInt32) => Parse<uint>(texts, NumberDataViewType.UInt32),
                nameof(Int64) => Parse<long>(texts, NumberDataViewType.Int64),
                nameof(UInt64) => Parse<ulong>(texts, NumberDataViewType.UInt64),
                nameof(Int16) => Parse<short>(texts, NumberDataViewType.Int16),
                nameof(UInt16) => Parse<ushort>(texts, NumberDataViewType.UInt16),
                nameof(SByte) => Parse<sbyte>(texts, NumberDataViewType.SByte),
                nameof(Byte) => Parse<byte>(texts, NumberDataViewType.Byte),
                _ => throw new InvalidDataException($"its key values have the type {rawType}, which this version does not know"),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new InvalidDataException($"its key values are no values of type {rawType}: {exception.Message}", exception);
        }
    }

    private static KeyValueSet? OfNumbers(DataViewSchema.Column label, NumberDataViewType type) => type.RawType.Name switch
    {
        nameof(Single) => Number<float>(label, type),
        nameof(Double) => Number<double>(label, type),
        nameof(Int32) => Number<int>(label, type),
        nameof(UInt32) => Number<uint>(label, type),
        nameof(Int64) => Number<long>(label, type),
        nameof(UInt64) => Number<ulong>(label, type),
        nameof(Int16) => Number<short>(label, type),
        nameof(UInt16) => Number<ushort>(label, type),
        nameof(SByte) => Number<sbyte>(label, type),
        nameof(Byte) => Number<byte>(label, type),
        _ => null,
    };

    private static KeyValueSet<T> Number<T>(DataViewSchema.Column label, NumberDataViewType type)
        where T : IFormattable => new(Read<T>(label), type, Print);

    private static KeyValueSet<T> Parse<T>(IReadOnlyList<string> texts, NumberDataViewType type)
        where T : IParsable<T>, IFormattable => new([.. texts.Select(text => T.Parse(text, CultureInfo.InvariantCulture))], type, Print);

    private static string Print(bool value) => value ? bool.TrueString : bool.FalseString;

    private static string Print<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static T[] Read<T>(DataViewSchema.Column label)
    {
        VBuffer<T> values = default;
        label.Annotations.GetValue(AnnotationKinds.KeyValues, ref values);
        return [.. values.DenseValues()];
    }
}
