using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the trainer of two classes without Probability.</summary>
public sealed class NonCalibratedBinaryNetworkTrainerTests : NetworkTrainerContract<BinaryNetworkTransformer, BinaryNetworkModel>
{
    protected override string LabelColumn => nameof(ContractRow.Flag);

    protected override LandscapeTrainerOptions DefaultOptions => new BinaryNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Score", ["PredictedLabel"] = "PredictedLabel" };

    protected override (string Column, string Message) WrongLabel =>
        ("Id", "Schema mismatch for label column 'Id': expected Boolean, got String");

    [Fact]
    public void Gives_no_Probability()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        Assert.Null(Fit(context, data).Transform(data).Schema.GetColumnOrNull("Probability"));
    }

    protected override LandscapeTrainer<BinaryNetworkTransformer, BinaryNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().BinaryNetworkNonCalibrated((BinaryNetworkOptions)options);

    protected override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored) =>
        (context.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve, 0.5);

    protected override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.BinaryClassification.CrossValidateNonCalibrated(data, trainer, 3).Select(fold => fold.Metrics.Accuracy)];

    protected override IReadOnlyList<double> Importance(MLContext context, BinaryNetworkTransformer transformer, IDataView data) =>
        [.. context.BinaryClassification.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.AreaUnderRocCurve.Mean)];

    protected override BinaryNetworkTransformer TransformerOf(BinaryNetworkModel model) => BinaryNetworkTransformer.Of(model);

    protected override BinaryNetworkModel Strip(BinaryNetworkModel model) => model.Stripped();
}
