namespace MLNetLandscape.Schemas;

/// <summary>Key values of one type.</summary>
internal sealed class KeyValueSet<T>(T[] values, PrimitiveDataViewType itemType, Func<T, string> print) : KeyValueSet
{
    public override PrimitiveDataViewType ItemType => itemType;

    public override IReadOnlyList<string> Texts { get; } = [.. values.Select(print)];

    /// <summary>The values in the order of the keys.</summary>
    public IReadOnlyList<T> Values => values;

    public override void AddTo(DataViewSchema.Annotations.Builder builder, string kind) =>
        builder.Add(kind, new VectorDataViewType(itemType, values.Length), (ref VBuffer<T> buffer) => new VBuffer<T>(values.Length, values).CopyTo(ref buffer));

    public override void AddTo(SchemaDefinition.Column column, string kind) =>
        column.AddAnnotation(kind, new VBuffer<T>(values.Length, values), new VectorDataViewType(itemType, values.Length));

    public override TResult Accept<TResult>(IKeyValueVisitor<TResult> visitor) => visitor.Visit(values);
}
