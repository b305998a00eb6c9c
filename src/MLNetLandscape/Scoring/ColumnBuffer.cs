namespace MLNetLandscape.Scoring;

/// <summary>Keeps the values of an input column for the rows of a batch, since a cursor that scores ahead of its reader has moved on.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>Keeps the input's current value as that of a row of the batch.</summary>
    public abstract void Capture(int row);

    /// <summary>A getter of the value of the batch's current row.</summary>
    public abstract Delegate CreateGetter(Func<int> currentRow);

    /// <summary>The buffer for a column, of the type that its values have.</summary>
    public static ColumnBuffer Create(DataViewRow input, DataViewSchema.Column column, int capacity)
    {
        Type raw = column.Type.RawType;
        Type type = column.Type is VectorDataViewType vector
            ? typeof(VectorColumnBuffer<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ScalarColumnBuffer<>).MakeGenericType(raw);
        return (ColumnBuffer)Activator.CreateInstance(type, input, column, capacity)!;
    }
}
