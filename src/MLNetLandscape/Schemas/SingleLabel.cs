namespace MLNetLandscape.Schemas;

/// <summary>A real number.</summary>
internal sealed class SingleLabel : LabelKind
{
    public override string ExpectedType => "Single";

    public override bool Accepts(DataViewType type) => type == NumberDataViewType.Single;

    public override Func<float> CreateGetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<float> getter = row.GetGetter<float>(column);
        return () =>
        {
            float value = 0;
            getter(ref value);
            return value;
        };
    }
}
