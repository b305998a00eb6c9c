namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>A real number.</summary>
public sealed class RegressionTask : ContractTask
{
    public override string LabelColumn => nameof(ContractRow.Number);

    public override (string Column, string Message) WrongLabel => ("Flag", "Schema mismatch for label column 'Flag': expected Single, got Boolean");

    public override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored) => (context.Regression.Evaluate(scored).RSquared, 0);

    public override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.Regression.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.RSquared)];

    public override IReadOnlyList<double> Importance<TModel>(MLContext context, ISingleFeaturePredictionTransformer<TModel> transformer, IDataView data) =>
        [.. context.Regression.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.RSquared.Mean)];
}
