using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>What <see cref="TrainingRows"/> are made of.</summary>
internal sealed record TrainingRowsRequest
{
    public required IDataView Training { get; init; }

    public IDataView? Validation { get; init; }

    public required ColumnNames Names { get; init; }

    public required LabelKind LabelKind { get; init; }

    /// <summary>The task, which decides how a validation split is stratified and what the labels must show.</summary>
    public required LearningTask Task { get; init; }

    public required MissingValues MissingValues { get; init; }

    public required double ValidationFraction { get; init; }

    public required bool Standardize { get; init; }

    public required bool StandardizeLabel { get; init; }

    /// <summary>Scalings to take over; null learns them on the training rows.</summary>
    public RowScaling? Scaling { get; init; }

    public required int ShuffleBufferRows { get; init; }

    public required long Seed { get; init; }

    public required IChannel Channel { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>The columns of the training data.</summary>
    public TrainingColumns BindTraining() => TrainingColumns.Bind(Training.Schema, Names, LabelKind);

    /// <summary>The columns of the validation data, which must have as many features and the same classes; null without validation data.</summary>
    /// <exception cref="ArgumentException">It has others.</exception>
    public TrainingColumns? BindValidation(TrainingColumns training)
    {
        if (Validation is null)
        {
            return null;
        }

        TrainingColumns columns = TrainingColumns.Bind(Validation.Schema, Names, LabelKind);
        if (columns.FeatureCount != training.FeatureCount)
        {
            throw SchemaMismatch.WrongSize(columns.Features, training.Features.Type);
        }

        return Task != LearningTask.Multiclass || ClassList.Difference(ClassList.Of(columns.Label), ClassList.Of(training.Label)) is not string difference
            ? columns
            : throw new ArgumentException(
                $"The keys of the validation data must stand for the classes of the training data, but column '{columns.Label.Name}' {difference}. "
                + "Transform the validation data with the mapping that was fitted on the training data.");
    }

    /// <summary>Says in the log, in ML.NET's words, how many rows were left out.</summary>
    public void LogSkipped(long rows)
    {
        if (rows > 0)
        {
            Channel.Warning(MessageSensitivity.None, "Skipped {0} instances with missing features/label during training", rows);
        }
    }
}
