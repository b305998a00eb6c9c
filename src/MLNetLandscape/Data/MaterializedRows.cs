using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>Keeps the rows in memory: read once, whatever the number of epochs.</summary>
internal static class MaterializedRows
{
    private const double BytesPerMebibyte = 1 << 20;

    public static TrainingRows Prepare(TrainingRowsRequest request)
    {
        TrainingColumns columns = request.BindTraining();
        TrainingColumns? validationColumns = request.BindValidation(columns);
        Dataset<float> training = Read(request, request.Training, columns, "training");
        Dataset<float>? validation = validationColumns is null ? null : Read(request, request.Validation!, validationColumns, "validation");
        if (validation is null && request.ValidationFraction > 0)
        {
            (training, validation) = HoldBack(request, columns, training);
            WeightRules.Check(training, columns, "training");
            WeightRules.Check(validation, columns, "validation");
        }

        LabelRules.CheckClasses(request, training);
        RowScaling scaling = request.Scaling ?? Learn(request, training);
        return new TrainingRows(
            new InMemoryBatchSource(Apply(scaling, training), request.Seed),
            validation is null ? null : new InMemoryBatchSource(Apply(scaling, validation), shuffleSeed: null),
            training.Rows,
            scaling,
            request.Channel);
    }

    private static Dataset<float> Read(TrainingRowsRequest request, IDataView data, TrainingColumns columns, string name)
    {
        MaterializedData rows = DatasetReader.Read(data, $"The {name} data", columns, request.LabelKind, request.MissingValues, request.Cancellation);
        request.LogSkipped(rows.SkippedRows);
        request.Channel.Info(
            MessageSensitivity.None,
            "The {0} data, {1} rows of {2} features, is kept in {3:F1} MiB of memory.",
            name,
            rows.Rows,
            columns.FeatureCount,
            rows.Bytes(columns.FeatureCount) / BytesPerMebibyte);
        Dataset<float> dataset = rows.AsDataset(columns.FeatureCount);
        WeightRules.Check(dataset, columns, name);
        return dataset;
    }

    private static (Dataset<float> Training, Dataset<float> Validation) HoldBack(TrainingRowsRequest request, TrainingColumns columns, Dataset<float> data)
    {
        Split split = ChooseRows(request, columns, data);
        return (data.Select(split.Training), data.Select(split.Validation));
    }

    private static Split ChooseRows(TrainingRowsRequest request, TrainingColumns columns, Dataset<float> data)
    {
        if (request.Task == LearningTask.Regression)
        {
            return DataSplit.Holdout(data, request.ValidationFraction, request.Seed);
        }

        SplitRules.CheckClasses(request, columns, data.Targets.Span);
        return DataSplit.StratifiedHoldout(data, request.ValidationFraction, request.Seed);
    }

    private static RowScaling Learn(TrainingRowsRequest request, Dataset<float> training)
    {
        Standardizer? features = request.Standardize ? Standardizer.Fit(training) : null;
        if (!request.StandardizeLabel)
        {
            return new RowScaling(features, LabelScaling.None);
        }

        FeatureMoments moments = new(1);
        ReadOnlySpan<float> targets = training.Targets.Span;
        for (int row = 0; row < targets.Length; row++)
        {
            moments.Add(targets.Slice(row, 1));
        }

        return new RowScaling(features, moments.ToLabelScaling());
    }

    /// <summary>Scales in place: the numbers were read for this fit alone, and a copy would double its memory.</summary>
    private static Dataset<float> Apply(RowScaling scaling, Dataset<float> data)
    {
        scaling.Features?.Apply(MemoryMarshal.AsMemory(data.Features).Span);
        if (scaling.Label != LabelScaling.None)
        {
            foreach (ref float target in MemoryMarshal.AsMemory(data.Targets).Span)
            {
                target = scaling.Label.ToTarget(target);
            }
        }

        return data;
    }
}
