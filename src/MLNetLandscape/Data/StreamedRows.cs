using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>A share of a data view's rows, to be read as often as asked.</summary>
internal sealed record StreamedRows
{
    public required IDataView Data { get; init; }

    public required TrainingColumns Columns { get; init; }

    public required LabelKind LabelKind { get; init; }

    public required MissingValues MissingValues { get; init; }

    public required CancellationToken Cancellation { get; init; }

    public RowShare Share { get; init; } = RowShare.All;

    public RowReader Open() => new(Data, Columns, LabelKind, MissingValues, Cancellation);
}
