namespace MLNetLandscape.Tests.Contract;

/// <summary>A view that knows how many of its cursors were opened and how many are still open.</summary>
internal sealed class CountedView(IDataView inner) : IDataView
{
    public int Opened { get; private set; }

    public int Open { get; private set; }

    public DataViewSchema Schema => inner.Schema;

    public bool CanShuffle => inner.CanShuffle;

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Cursor cursor = new(this, inner.GetRowCursor(columnsNeeded, rand));
        Opened++;
        Open++;
        return cursor;
    }

    /// <summary>As many cursors as asked for, where views of few rows give one; each of them delivers all rows.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. Enumerable.Range(0, n).Select(_ => GetRowCursor(columnsNeeded, rand))];

    private sealed class Cursor(CountedView view, DataViewRowCursor inner) : DataViewRowCursor
    {
        private bool isDisposed;

        public override DataViewSchema Schema => inner.Schema;

        public override long Position => inner.Position;

        public override long Batch => inner.Batch;

        public override bool MoveNext() => inner.MoveNext();

        public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => inner.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (!isDisposed)
            {
                isDisposed = true;
                view.Open--;
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
