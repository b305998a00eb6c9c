using System.Reflection;

namespace MLNetLandscape.Tests.Contract;

/// <summary>Schema shapes of schemas: ML.NET's own function, which is internal there.</summary>
internal static class SchemaShapes
{
    private static readonly MethodInfo Create = typeof(SchemaShape).GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic)!;

    public static SchemaShape Of(DataViewSchema schema) => (SchemaShape)Create.Invoke(null, [schema])!;

    /// <summary>Columns with kinds, types and annotations, one line each, sorted.</summary>
    public static List<string> Describe(SchemaShape shape) => [.. shape.Select(Describe).Order(StringComparer.Ordinal)];

    /// <summary>The visible score columns with their types and the values of their annotations, in the order of the schema.</summary>
    public static List<string> DescribeScores(DataViewSchema schema) =>
    [
        .. schema.Where(column => !column.IsHidden && column.Name is "PredictedLabel" or "Score" or "Probability")
            .Select(column => $"{column.Name} {column.Type} {{{string.Join("; ", column.Annotations.Schema.Select(kind => Describe(column, kind)).Order())}}}"),
    ];

    private static string Describe(DataViewSchema.Column column, DataViewSchema.Column kind) => kind.Type switch
    {
        VectorDataViewType { ItemType: TextDataViewType } => $"{kind.Name}={string.Join(',', Value<VBuffer<ReadOnlyMemory<char>>>(column, kind).DenseValues())}",
        VectorDataViewType => $"{kind.Name}={string.Join(',', Value<VBuffer<int>>(column, kind).DenseValues())}",
        KeyDataViewType => $"{kind.Name}={Value<uint>(column, kind)}",
        BooleanDataViewType => $"{kind.Name}={Value<bool>(column, kind)}",
        _ => $"{kind.Name}={Value<ReadOnlyMemory<char>>(column, kind)}",
    };

    private static T Value<T>(DataViewSchema.Column column, DataViewSchema.Column kind)
    {
        T value = default!;
        column.Annotations.GetValue(kind.Name, ref value);
        return value;
    }

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name}: {column.Kind} {column.ItemType}{(column.IsKey ? " key" : "")} {{{string.Join("; ", Describe(column.Annotations))}}}";
}
