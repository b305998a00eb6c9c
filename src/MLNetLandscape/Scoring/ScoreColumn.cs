namespace MLNetLandscape.Scoring;

/// <summary>A column that a transformer adds, made of a row's scores.</summary>
internal abstract class ScoreColumn
{
    private protected ScoreColumn(string name, DataViewType type, DataViewSchema.Annotations annotations) =>
        Column = new DataViewSchema.DetachedColumn(name, type, annotations);

    public DataViewSchema.DetachedColumn Column { get; }

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type for the current row of <paramref name="row"/>.</summary>
    public abstract Delegate CreateGetter(IScoredRow row);
}
