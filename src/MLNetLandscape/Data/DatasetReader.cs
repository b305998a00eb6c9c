using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>Copies a data view into memory.</summary>
internal static class DatasetReader
{
    /// <summary>The memory to start with where the view does not know its rows; it doubles as often as they need.</summary>
    private const long FirstBytes = 1 << 20;

    /// <summary>Reads all rows, once.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="name">What they are, for an error: the subject of a sentence.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="labelKind">What the label is.</param>
    /// <param name="missing">What to do with a row that lacks something.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidOperationException">No sound row, in ML.NET's words; or a missing value that is refused.</exception>
    public static MaterializedData Read(
        IDataView data, string name, TrainingColumns columns, LabelKind labelKind, MissingValues missing, CancellationToken cancellationToken)
    {
        int width = columns.FeatureCount;
        int capacity = (int)Math.Clamp(data.GetRowCount() ?? FirstBytes / sizeof(float) / width, 1, Array.MaxLength / width);
        float[] features = new float[checked(capacity * width)];
        float[] targets = new float[capacity];
        float[]? weights = columns.Weight is null ? null : new float[capacity];
        int rows = 0;
        using RowReader reader = new(data, columns, labelKind, missing, cancellationToken);
        float[] row = new float[width];
        while (reader.Read(row))
        {
            if (rows == capacity)
            {
                capacity = Grow(capacity, width);
                Array.Resize(ref features, capacity * width);
                Array.Resize(ref targets, capacity);
                Array.Resize(ref weights, weights is null ? 0 : capacity);
            }

            row.CopyTo(features, rows * width);
            targets[rows] = reader.Target;
            if (columns.Weight is not null)
            {
                weights![rows] = reader.Weight;
            }

            rows++;
        }

        return rows == 0
            ? throw reader.Counts.NoneSound(name, columns)
            : new MaterializedData(features, targets, columns.Weight is null ? null : weights, rows, reader.Counts.Incomplete);
    }

    private static int Grow(int capacity, int width)
    {
        int most = Array.MaxLength / width;
        return capacity < most
            ? (int)Math.Min(2L * capacity, most)
            : throw new InvalidOperationException(
                $"The data has more than {most} rows of {width} features, more than an array can hold. Set Stream to read it anew in every epoch instead.");
    }
}
