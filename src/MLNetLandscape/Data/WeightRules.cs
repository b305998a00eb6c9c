using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>What the weights of rows must show.</summary>
internal static class WeightRules
{
    /// <exception cref="ArgumentException">No row counts.</exception>
    public static void Check(Dataset<float> data, TrainingColumns columns, string name) =>
        Check(data.Weights is not { } weights || weights.Span.ContainsAnyExcept(0), data.Rows, columns, name);

    /// <exception cref="ArgumentException">No row counts.</exception>
    public static void Check(bool hasWeight, long rows, TrainingColumns columns, string name)
    {
        if (!hasWeight)
        {
            throw new ArgumentException(
                $"At least one weight must be above 0, but column '{columns.Weight!.Value.Name}' is 0 in all {rows} {name} rows. "
                + "Correct the column, or set ExampleWeightColumnName to null.");
        }
    }
}
