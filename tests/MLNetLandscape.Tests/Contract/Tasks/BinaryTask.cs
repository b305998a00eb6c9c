namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>Two classes, with a Probability.</summary>
public class BinaryTask : ContractTask
{
    public sealed override string LabelColumn => nameof(ContractRow.Flag);

    public override (string Column, string Message) WrongLabel => ("Number", "Schema mismatch for label column 'Number': expected Boolean, got Single");

    public override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored)
    {
        CalibratedBinaryClassificationMetrics metrics = context.BinaryClassification.Evaluate(scored);
        Assert.InRange(metrics.LogLoss, 0, 0.9);
        return (metrics.AreaUnderRocCurve, 0.5);
    }

    public override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.BinaryClassification.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.Accuracy)];

    public sealed override IReadOnlyList<double> Importance<TModel>(MLContext context, ISingleFeaturePredictionTransformer<TModel> transformer, IDataView data) =>
        [.. context.BinaryClassification.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.AreaUnderRocCurve.Mean)];
}
