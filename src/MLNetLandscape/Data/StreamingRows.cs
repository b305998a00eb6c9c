using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>Reads the rows anew in every epoch; a first pass counts them and learns the scaling.</summary>
internal static class StreamingRows
{
    public static TrainingRows Prepare(TrainingRowsRequest request)
    {
        TrainingColumns columns = request.BindTraining();
        TrainingColumns? validationColumns = request.BindValidation(columns);
        bool splits = request.Validation is null && request.ValidationFraction > 0;
        StreamedRows training = Rows(request, columns) with
        {
            Share = splits ? new RowShare(request.Seed, request.ValidationFraction, IsValidation: false) : RowShare.All,
        };
        FirstPass pass = Survey(request, training);
        RowScaling scaling = request.Scaling ?? new RowScaling(
            request.Standardize ? pass.Features.ToStandardizer() : null,
            request.StandardizeLabel ? pass.Label.ToLabelScaling() : LabelScaling.None);
        request.Channel.Info(
            MessageSensitivity.None,
            "The training data, {0} rows of {1} features, is read anew in every epoch and shuffled within {2} rows.",
            pass.Features.Rows,
            columns.FeatureCount,
            Math.Min(request.ShuffleBufferRows, pass.Features.Rows));
        return new TrainingRows(
            new StreamingBatchSource(training, scaling, pass.Features.Rows, request.ShuffleBufferRows, request.Seed),
            Validation(request, training, validationColumns, pass, splits) is (StreamedRows rows, long count) ? new StreamingBatchSource(rows, scaling, count, 1, null) : null,
            pass.Features.Rows,
            scaling,
            request.Channel);
    }

    private static (StreamedRows Rows, long Count)? Validation(
        TrainingRowsRequest request, StreamedRows training, TrainingColumns? columns, FirstPass pass, bool splits)
    {
        if (splits)
        {
            if (pass.OtherRows == 0)
            {
                throw new ArgumentException(
                    $"ValidationFraction {request.ValidationFraction} of {pass.Features.Rows} rows held no row back. Raise it, or pass validation data.");
            }

            return (training with { Share = training.Share with { IsValidation = true } }, pass.OtherRows);
        }

        if (columns is null)
        {
            return null;
        }

        StreamedRows rows = Rows(request, columns) with { Data = request.Validation! };
        using RowReader reader = rows.Open();
        float[] row = new float[columns.FeatureCount];
        long count = 0;
        bool hasWeight = false;
        while (reader.Read(row))
        {
            count++;
            hasWeight |= reader.Weight > 0;
        }

        request.LogSkipped(reader.Counts.Incomplete);
        if (count == 0)
        {
            throw reader.Counts.NoneSound("The validation data", columns);
        }

        WeightRules.Check(hasWeight, count, columns, "validation");
        return (rows, count);
    }

    private static StreamedRows Rows(TrainingRowsRequest request, TrainingColumns columns) => new()
    {
        Data = request.Training,
        Columns = columns,
        LabelKind = request.LabelKind,
        MissingValues = request.MissingValues,
        Cancellation = request.Cancellation,
    };

    private static FirstPass Survey(TrainingRowsRequest request, StreamedRows rows)
    {
        FirstPass pass = new(rows.Columns.FeatureCount);
        float[] row = new float[rows.Columns.FeatureCount];
        using RowReader reader = rows.Open();
        while (reader.Read(row))
        {
            pass.Add(row, reader.Target, reader.Weight, rows.Share.Contains(reader.Position));
        }

        request.LogSkipped(reader.Counts.Incomplete);
        if (pass.Features.Rows == 0)
        {
            throw pass.OtherRows == 0
                ? reader.Counts.NoneSound("The training data", rows.Columns)
                : new ArgumentException(
                    $"ValidationFraction {request.ValidationFraction} of {pass.OtherRows} rows held all rows back. Lower it, or pass validation data.");
        }

        WeightRules.Check(pass.HasWeight, pass.Features.Rows, rows.Columns, "training");
        if (pass.OtherRows > 0)
        {
            WeightRules.Check(pass.OtherHasWeight, pass.OtherRows, rows.Columns, "validation");
        }

        LabelRules.CheckClasses(request, pass.HasPositive, pass.HasNegative);
        return pass;
    }

    private sealed class FirstPass(int width)
    {
        public FeatureMoments Features { get; } = new(width);

        public FeatureMoments Label { get; } = new(1);

        public bool HasPositive { get; private set; }

        public bool HasNegative { get; private set; }

        public bool HasWeight { get; private set; }

        /// <summary>Rows that are held back.</summary>
        public long OtherRows { get; private set; }

        public bool OtherHasWeight { get; private set; }

        public void Add(ReadOnlySpan<float> row, float target, float weight, bool isTraining)
        {
            if (!isTraining)
            {
                OtherRows++;
                OtherHasWeight |= weight > 0;
                return;
            }

            Features.Add(row);
            Label.Add([target]);
            HasWeight |= weight > 0;
            HasPositive |= weight > 0 && target > 0;
            HasNegative |= weight > 0 && target < 0;
        }
    }
}
