namespace MLNetLandscape.Schemas;

/// <summary>The columns that a trainer reads, found and checked in one schema.</summary>
internal sealed class TrainingColumns
{
    private TrainingColumns(DataViewSchema.Column features, DataViewSchema.Column label, DataViewSchema.Column? weight) =>
        (Features, Label, Weight, FeatureCount) = (features, label, weight, ((VectorDataViewType)features.Type).Size);

    public DataViewSchema.Column Features { get; }

    public DataViewSchema.Column Label { get; }

    public DataViewSchema.Column? Weight { get; }

    public int FeatureCount { get; }

    /// <summary>The columns to activate in a cursor.</summary>
    public IEnumerable<DataViewSchema.Column> Active => Weight is { } weight ? [Features, Label, weight] : [Features, Label];

    /// <summary>Finds the columns in the order in which ML.NET's trainers look: features, weight, label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type; the text is ML.NET's.</exception>
    public static TrainingColumns Bind(DataViewSchema schema, ColumnNames names, LabelKind labelKind)
    {
        DataViewSchema.Column features = FindFeatures(schema, names.Features);
        DataViewSchema.Column? weight = names.Weight is string name ? SchemaMismatch.Find(schema, "weight", name) : null;
        if (weight is { } found && found.Type != NumberDataViewType.Single)
        {
            throw SchemaMismatch.WrongType("weight", found, "Single");
        }

        DataViewSchema.Column label = SchemaMismatch.Find(schema, "label", names.Label);
        if (!labelKind.Accepts(label.Type))
        {
            throw SchemaMismatch.WrongType("label", label, labelKind.ExpectedType);
        }

        return new TrainingColumns(features, label, weight);
    }

    /// <summary>Finds the features alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or is no vector of Single of known size.</exception>
    public static DataViewSchema.Column FindFeatures(DataViewSchema schema, string name)
    {
        DataViewSchema.Column features = SchemaMismatch.Find(schema, "feature", name);
        return features.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? features
            : throw SchemaMismatch.WrongType("feature", features, "Vector<Single>");
    }
}
