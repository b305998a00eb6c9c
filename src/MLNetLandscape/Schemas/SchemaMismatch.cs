namespace MLNetLandscape.Schemas;

/// <summary>ML.NET's own errors for columns that are missing or of a wrong type, word by word.</summary>
internal static class SchemaMismatch
{
    /// <summary>The column of a role.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that name.</exception>
    public static DataViewSchema.Column Find(DataViewSchema inputSchema, string role, string name) =>
        inputSchema.GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Could not find {role} column '{name}'");

    /// <summary>The error for a column of another type than expected.</summary>
    public static ArgumentOutOfRangeException WrongType(string role, DataViewSchema.Column column, string expected) =>
        WrongType(role, column.Name, expected, Describe(column.Type), "inputSchema");

    /// <summary>The error for types whose sizes differ, which ML.NET's transformers name in full.</summary>
    public static ArgumentOutOfRangeException WrongSize(DataViewSchema.Column features, DataViewType expected) =>
        WrongType("feature", features.Name, $"{expected}", $"{features.Type}", "inputSchema");

    /// <summary>A type as ML.NET's schema shapes name it: sizes and counts left out.</summary>
    public static string Describe(DataViewType type) => type switch
    {
        VectorDataViewType { IsKnownSize: true } vector => $"Vector<{Describe(vector.ItemType)}>",
        VectorDataViewType vector => $"VarVector<{Describe(vector.ItemType)}>",
        KeyDataViewType key => $"Key<{key.RawType.Name}>",
        _ => $"{type}",
    };

    private static ArgumentOutOfRangeException WrongType(string role, string column, string expected, string actual, string parameter) =>
        new(parameter, $"Schema mismatch for {role} column '{column}': expected {expected}, got {actual}");
}
