namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>Several classes.</summary>
public sealed class MulticlassTask : ContractTask
{
    public override string LabelColumn => nameof(ContractRow.Class);

    public override (string Column, string Message) WrongLabel => ("Number", "Schema mismatch for label column 'Number': expected Key<UInt32>, got Single");

    public override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored)
    {
        MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(scored);
        Assert.InRange(metrics.LogLoss, 0, 1.1);
        return (metrics.MacroAccuracy, 1.0 / 3);
    }

    public override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.MulticlassClassification.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.MacroAccuracy)];

    public override IReadOnlyList<double> Importance<TModel>(MLContext context, ISingleFeaturePredictionTransformer<TModel> transformer, IDataView data) =>
        [.. context.MulticlassClassification.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.MicroAccuracy.Mean)];
}
