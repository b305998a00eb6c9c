using MLNetLandscape.Schemas;

namespace MLNetLandscape.Scoring;

/// <summary>A schema extended by score columns.</summary>
internal sealed class ScoreSchema
{
    public ScoreSchema(DataViewSchema input, DataViewSchema.Column features, Func<uint, IReadOnlyList<ScoreColumn>> createColumns)
    {
        (Input, Features) = (input, features);
        Columns = createColumns(ScoreAnnotations.NextSetId(input));
        DataViewSchema.Builder builder = new();
        builder.AddColumns(input);
        builder.AddColumns(Columns.Select(column => column.Column));
        Output = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    /// <summary>The feature column of the input.</summary>
    public DataViewSchema.Column Features { get; }

    /// <summary>The added columns; they follow those of the input.</summary>
    public IReadOnlyList<ScoreColumn> Columns { get; }

    /// <summary>Whether a column of the output is one of the added ones.</summary>
    public bool IsScore(DataViewSchema.Column column) => column.Index >= Input.Count;

    /// <summary>The columns of the input that some columns of the output are made of.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> outputs)
    {
        SortedSet<int> indices = [];
        foreach (DataViewSchema.Column column in outputs)
        {
            indices.Add(IsScore(column) ? Features.Index : column.Index);
        }

        return indices.Select(index => Input[index]);
    }

    /// <summary>One getter for each added column.</summary>
    public Delegate[] CreateGetters(IScoredRow row) => [.. Columns.Select(column => column.CreateGetter(row))];

    /// <summary>The getter of an added column.</summary>
    /// <exception cref="InvalidOperationException">The column has another type.</exception>
    public ValueGetter<T> GetGetter<T>(Delegate[] getters, DataViewSchema.Column column) =>
        getters[column.Index - Input.Count] as ValueGetter<T>
        ?? throw new InvalidOperationException(
            $"Invalid TValue in GetGetter for column '{column.Name}': '{typeof(T)}', but the column's type is '{column.Type.RawType}'.");
}
