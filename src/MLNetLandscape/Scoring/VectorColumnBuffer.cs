namespace MLNetLandscape.Scoring;

/// <summary>A buffer of vectors, sparse ones kept sparse. Readers get copies: they may write into what they are given.</summary>
internal sealed class VectorColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int capacity) : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[] values = new VBuffer<T>[capacity];

    public override void Capture(int row) => getter(ref values[row]);

    public override Delegate CreateGetter(Func<int> currentRow) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => values[currentRow()].CopyTo(ref value));
}
