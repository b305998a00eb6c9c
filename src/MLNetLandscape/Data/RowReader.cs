using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>Reads a data view's rows as numbers: features made dense, target, weight. Rows with missing values are left out and counted, or refused.</summary>
internal sealed class RowReader : IDisposable
{
    private const int RowsBetweenChecks = 4096;
    private readonly DataViewRowCursor cursor;
    private readonly TrainingColumns columns;
    private readonly MissingValues missing;
    private readonly CancellationToken cancellationToken;
    private readonly ValueGetter<VBuffer<float>> features;
    private readonly Func<float> label;
    private readonly ValueGetter<float>? weight;
    private VBuffer<float> buffer;
    private float weightValue = 1;

    public RowReader(IDataView data, TrainingColumns columns, LabelKind labelKind, MissingValues missing, CancellationToken cancellationToken)
    {
        (this.columns, this.missing, this.cancellationToken) = (columns, missing, cancellationToken);
        cursor = data.GetRowCursor(columns.Active);
        try
        {
            features = cursor.GetGetter<VBuffer<float>>(columns.Features);
            label = labelKind.CreateGetter(cursor, columns.Label);
            weight = columns.Weight is { } column ? cursor.GetGetter<float>(column) : null;
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }

    /// <summary>Rows read so far.</summary>
    public RowCounts Counts { get; } = new();

    /// <summary>The place of the last row read among all rows of the view, from 0.</summary>
    public long Position => cursor.Position;

    /// <summary>The last row's target.</summary>
    public float Target { get; private set; }

    /// <summary>The last row's weight; 1 without a weight column.</summary>
    public float Weight => weightValue;

    /// <summary>Goes to the next sound row and writes its features; false at the end.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="InvalidOperationException">A value is missing, and missing values are refused; or a weight is negative; or a row has another number of features.</exception>
    public bool Read(Span<float> destination)
    {
        while (cursor.MoveNext())
        {
            if (cursor.Position % RowsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (TryRead(destination))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => cursor.Dispose();

    private bool TryRead(Span<float> destination)
    {
        features(ref buffer);
        FeatureLength.CopyToTraining(buffer, destination, columns.Features.Name, cursor.Position);
        Target = label();
        weight?.Invoke(ref weightValue);
        (bool hasFeatures, bool hasLabel, bool hasWeight) = (FiniteNumbers.AreAll(destination), float.IsFinite(Target), float.IsFinite(weightValue));
        Counts.Add(hasFeatures, hasLabel, hasWeight);
        string? broken = !hasFeatures ? columns.Features.Name : !hasLabel ? columns.Label.Name : !hasWeight ? columns.Weight!.Value.Name : null;
        if (broken is null)
        {
            return weightValue >= 0
                ? true
                : throw new InvalidOperationException(
                    $"Weights must be at least 0, but row {cursor.Position} has {weightValue} in column '{columns.Weight!.Value.Name}'. Correct the column.");
        }

        return missing == MissingValues.SkipRow
            ? false
            : throw new InvalidOperationException(
                $"Values must not be missing or infinite, but row {cursor.Position} has one in column '{broken}'. "
                + "Replace missing values in the pipeline, or leave such rows out with MissingValues = MissingValues.SkipRow.");
    }
}
