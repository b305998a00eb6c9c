namespace MLNetLandscape.Scoring;

/// <summary>A cursor for readers that ask for no score: the input's own, under the output's schema.</summary>
internal sealed class PassThroughCursor(DataViewRowCursor input, ScoreSchema schema) : DataViewRowCursor
{
    public override DataViewSchema Schema => schema.Output;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool MoveNext() => input.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => !schema.IsScore(column) && input.IsColumnActive(schema.Input[column.Index]);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(IsColumnActive(column), column);
        return input.GetGetter<TValue>(schema.Input[column.Index]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
