namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>Two classes, without Probability.</summary>
public sealed class NonCalibratedBinaryTask : BinaryTask
{
    public override (string Column, string Message) WrongLabel => ("Id", "Schema mismatch for label column 'Id': expected Boolean, got String");

    public override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored) =>
        (context.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve, 0.5);

    public override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.BinaryClassification.CrossValidateNonCalibrated(data, trainer, 3).Select(fold => fold.Metrics.Accuracy)];
}
