namespace MLNetLandscape.Scoring;

/// <summary>A data view with score columns, computed as it is read.</summary>
internal sealed class ScoredDataView(IDataView input, ScoreSchema schema, Func<int, RowScorer> createScorer) : IDataView
{
    public DataViewSchema Schema => schema.Output;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return Wrap(input.GetRowCursor(schema.Dependencies(columns), rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return [.. input.GetRowCursorSet(schema.Dependencies(columns), n, rand).Select(cursor => Wrap(cursor, columns))];
    }

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, DataViewSchema.Column[] columns) => columns.Any(schema.IsScore)
        ? new ScoredCursor(cursor, schema, columns, () => createScorer(ScoredCursor.BatchRows))
        : new PassThroughCursor(cursor, schema);
}
