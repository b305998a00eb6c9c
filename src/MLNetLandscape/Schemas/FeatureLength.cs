namespace MLNetLandscape.Schemas;

/// <summary>Holds rows to the number of features that their column's type promises: ML.NET checks no vector of a row against it.</summary>
internal static class FeatureLength
{
    /// <summary>Copies a row's features for a model.</summary>
    /// <exception cref="InvalidOperationException">Another number of features than the model takes.</exception>
    public static void CopyToModel(in VBuffer<float> features, Span<float> destination, string column)
    {
        if (features.Length != destination.Length)
        {
            throw new InvalidOperationException(
                $"The model takes {destination.Length} features, but the row has {features.Length} in column '{column}'. Build the features as in training.");
        }

        features.CopyTo(destination);
    }

    /// <summary>Copies a row's features for a training.</summary>
    /// <exception cref="InvalidOperationException">Another number of features than the column's type says.</exception>
    public static void CopyToTraining(in VBuffer<float> features, Span<float> destination, string column, long row)
    {
        if (features.Length != destination.Length)
        {
            throw new InvalidOperationException(
                $"Every row must have {destination.Length} features, as the type of column '{column}' says, but row {row} has {features.Length}. "
                + "Give all rows as many, or give the column the size that they have.");
        }

        features.CopyTo(destination);
    }
}
