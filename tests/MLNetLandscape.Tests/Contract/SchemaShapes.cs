using System.Reflection;

namespace MLNetLandscape.Tests.Contract;

/// <summary>Schema shapes of schemas: ML.NET's own function, which is internal there.</summary>
internal static class SchemaShapes
{
    private static readonly MethodInfo Create = typeof(SchemaShape).GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic)!;

    public static SchemaShape Of(DataViewSchema schema) => (SchemaShape)Create.Invoke(null, [schema])!;

    /// <summary>Columns with kinds, types and annotations, one line each, sorted.</summary>
    public static List<string> Describe(SchemaShape shape) => [.. shape.Select(Describe).Order(StringComparer.Ordinal)];

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name}: {column.Kind} {column.ItemType}{(column.IsKey ? " key" : "")} {{{string.Join("; ", Describe(column.Annotations))}}}";
}
