namespace MLNetLandscape.Schemas;

/// <summary>Two classes: true becomes +1, false -1.</summary>
internal sealed class BooleanLabel : LabelKind
{
    public override string ExpectedType => "Boolean";

    public override bool Accepts(DataViewType type) => type == BooleanDataViewType.Instance;

    public override Func<float> CreateGetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<bool> getter = row.GetGetter<bool>(column);
        return () =>
        {
            bool value = false;
            getter(ref value);
            return value ? 1 : -1;
        };
    }
}
