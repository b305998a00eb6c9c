namespace MLNetLandscape.Schemas;

/// <summary>Several classes: key 1 .. K becomes index 0 .. K - 1; key 0 is missing.</summary>
internal sealed class KeyLabel : LabelKind
{
    public override string ExpectedType => "Key<UInt32>";

    public override bool Accepts(DataViewType type) => type is KeyDataViewType && type.RawType == typeof(uint);

    public override Func<float> CreateGetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<uint> getter = row.GetGetter<uint>(column);
        return () =>
        {
            uint value = 0;
            getter(ref value);
            return value == 0 ? float.NaN : value - 1;
        };
    }

    /// <summary>The number of classes: the key's count.</summary>
    /// <exception cref="ArgumentException">More classes than a network can have outputs, or fewer than 2.</exception>
    public static int CountClasses(DataViewSchema.Column label)
    {
        ulong count = ((KeyDataViewType)label.Type).Count;
        return count switch
        {
            > 1 << 20 => throw new ArgumentException($"Maximum label is too large for multi-class: {count}."),
            < 2 => throw new ArgumentException(
                $"The label column '{label.Name}' of the training data has {count} class. At least two classes are required for multiclass classification."),
            _ => (int)count,
        };
    }
}
