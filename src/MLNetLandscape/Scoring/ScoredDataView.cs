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
        return Wrap([input.GetRowCursor(schema.Dependencies(columns), rand)], columns)[0];
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return Wrap([.. input.GetRowCursorSet(schema.Dependencies(columns), n, rand)], columns);
    }

    /// <summary>Puts a wrapper in the place of each cursor; where one cannot be wrapped, none stays open.</summary>
    private DataViewRowCursor[] Wrap(DataViewRowCursor[] cursors, DataViewSchema.Column[] columns)
    {
        try
        {
            foreach (ref DataViewRowCursor cursor in cursors.AsSpan())
            {
                cursor = Wrap(cursor, columns);
            }

            return cursors;
        }
        catch
        {
            Array.ForEach(cursors, cursor => cursor.Dispose());
            throw;
        }
    }

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, DataViewSchema.Column[] columns) => columns.Any(schema.IsScore)
        ? new ScoredCursor(cursor, schema, columns, () => createScorer(ScoredCursor.BatchRows))
        : new PassThroughCursor(cursor, schema);
}
