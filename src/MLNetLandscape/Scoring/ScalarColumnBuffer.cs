namespace MLNetLandscape.Scoring;

/// <summary>A buffer of scalars.</summary>
internal sealed class ScalarColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int capacity) : ColumnBuffer
{
    private readonly ValueGetter<T> getter = input.GetGetter<T>(column);
    private readonly T[] values = new T[capacity];

    public override void Capture(int row) => getter(ref values[row]);

    public override Delegate CreateGetter(Func<int> currentRow) => (ValueGetter<T>)((ref T value) => value = values[currentRow()]);
}
