using MLNetLandscape.Schemas;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>What precedes the rows of stored data: their columns, in the order of a row.</summary>
/// <param name="Features">The name of the features.</param>
/// <param name="FeatureCount">Features of a row.</param>
/// <param name="Label">The name of the label.</param>
/// <param name="LabelType">The .NET type of the label: "Boolean", "Single", or that of a key, such as "UInt32".</param>
/// <param name="KeyCount">Values of a key; null for a label that is none.</param>
/// <param name="KeyValueType">The .NET type of a key's values; null without.</param>
/// <param name="KeyValues">The values of a key as texts; null without.</param>
/// <param name="Weight">The name of the example weights; null without.</param>
internal sealed record StoredHeader(
    string Features, int FeatureCount, string Label, string LabelType, ulong? KeyCount, string? KeyValueType, IReadOnlyList<string>? KeyValues, string? Weight)
{
    /// <summary>The header of columns: features, label and, where there is one, the weight.</summary>
    /// <exception cref="ArgumentException">The features are no vector of known size.</exception>
    public static StoredHeader Of(IReadOnlyList<DataViewSchema.Column> columns)
    {
        (DataViewSchema.Column features, DataViewSchema.Column label) = (columns[0], columns[1]);
        if (features.Type is not VectorDataViewType { IsKnownSize: true } vector)
        {
            throw new ArgumentException($"The column '{features.Name}' must be a vector of Single of known size, but is {features.Type}. Convert it before training.");
        }

        KeyDataViewType? key = label.Type as KeyDataViewType;
        KeyValueSet? values = key is null ? null : KeyValueSet.Of(label);
        return new StoredHeader(
            features.Name, vector.Size, label.Name, label.Type.RawType.Name, key?.Count, values?.ItemType.RawType.Name, values?.Texts, columns.Count > 2 ? columns[2].Name : null);
    }
}
