namespace MLNetLandscape.Schemas;

/// <summary>The annotations that tell ML.NET's evaluators which columns a scorer made.</summary>
internal static class ScoreAnnotations
{
    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    /// <summary>The annotations of one output column.</summary>
    /// <param name="setId">What the columns of one scorer share, from 1.</param>
    /// <param name="columnKind">The task, such as "BinaryClassification".</param>
    /// <param name="valueKind">The column's role: "Score", "Probability" or "PredictedLabel".</param>
    public static DataViewSchema.Annotations.Builder Create(uint setId, string columnKind, string valueKind)
    {
        DataViewSchema.Annotations.Builder builder = new();
        builder.Add(AnnotationKinds.ScoreColumnSetId, SetIdType, (ref uint value) => value = setId);
        AddText(builder, AnnotationKinds.ScoreColumnKind, columnKind);
        AddText(builder, AnnotationKinds.ScoreValueKind, valueKind);
        return builder;
    }

    /// <summary>The set after the last one of a schema.</summary>
    public static uint NextSetId(DataViewSchema schema)
    {
        uint largest = 0;
        foreach (DataViewSchema.Column column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId) is { } annotation && annotation.Type.RawType == typeof(uint))
            {
                uint id = 0;
                column.Annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref id);
                largest = Math.Max(largest, id);
            }
        }

        return largest + 1;
    }

    private static void AddText(DataViewSchema.Annotations.Builder builder, string kind, string text) =>
        builder.Add(kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());
}
