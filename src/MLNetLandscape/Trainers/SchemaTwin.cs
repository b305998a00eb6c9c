using Microsoft.ML.Trainers;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Trainers;

/// <summary>A trainer of ML.NET's own for the same task and columns, asked for its schema promise and its description.</summary>
/// <remarks>The types of both have no public constructors; and so promise, annotations and error texts are exactly ML.NET's.</remarks>
internal sealed class SchemaTwin
{
    private readonly Func<SchemaShape, SchemaShape> promise;

    private SchemaTwin(TrainerInfo info, Func<SchemaShape, SchemaShape> promise) => (Info, this.promise) = (info, promise);

    public TrainerInfo Info { get; }

    public SchemaShape GetOutputSchema(SchemaShape input) => promise(input);

    public static SchemaTwin CalibratedBinary(MLContext context, ColumnNames names)
    {
        SdcaLogisticRegressionBinaryTrainer twin =
            context.BinaryClassification.Trainers.SdcaLogisticRegression(names.Label, names.Features, names.Weight);
        return new SchemaTwin(twin.Info, twin.GetOutputSchema);
    }

    public static SchemaTwin Binary(MLContext context, ColumnNames names)
    {
        SdcaNonCalibratedBinaryTrainer twin = context.BinaryClassification.Trainers.SdcaNonCalibrated(names.Label, names.Features, names.Weight);
        return new SchemaTwin(twin.Info, twin.GetOutputSchema);
    }

    public static SchemaTwin Multiclass(MLContext context, ColumnNames names)
    {
        SdcaMaximumEntropyMulticlassTrainer twin =
            context.MulticlassClassification.Trainers.SdcaMaximumEntropy(names.Label, names.Features, names.Weight);
        return new SchemaTwin(twin.Info, twin.GetOutputSchema);
    }

    public static SchemaTwin Regression(MLContext context, ColumnNames names)
    {
        SdcaRegressionTrainer twin = context.Regression.Trainers.Sdca(names.Label, names.Features, names.Weight);
        return new SchemaTwin(twin.Info, twin.GetOutputSchema);
    }
}
