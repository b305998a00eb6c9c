namespace MLNetLandscape.Tests.Contract;

/// <summary>A view whose column of vectors comes in sparse buffers.</summary>
internal sealed class SparseView(IDataView inner, string columnName) : IDataView
{
    public DataViewSchema Schema => inner.Schema;

    public bool CanShuffle => inner.CanShuffle;

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(inner.GetRowCursor(columnsNeeded, rand), columnName);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor inner, string columnName) : DataViewRowCursor
    {
        public override DataViewSchema Schema => inner.Schema;

        public override long Position => inner.Position;

        public override long Batch => inner.Batch;

        public override bool MoveNext() => inner.MoveNext();

        public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<TValue> getter = inner.GetGetter<TValue>(column);
            return column.Name == columnName ? (ValueGetter<TValue>)(object)MakeSparse((ValueGetter<VBuffer<float>>)(object)getter) : getter;
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }

        private static ValueGetter<VBuffer<float>> MakeSparse(ValueGetter<VBuffer<float>> getter)
        {
            VBuffer<float> dense = default;
            return (ref VBuffer<float> value) =>
            {
                getter(ref dense);
                KeyValuePair<int, float>[] present = [.. dense.Items().Where(item => item.Value != 0)];
                Assert.True(present.Length < dense.Length || present.Length == ContractRow.FeatureCount);
                value = new VBuffer<float>(dense.Length, present.Length, [.. present.Select(item => item.Value)], [.. present.Select(item => item.Key)]);
            };
        }
    }
}
