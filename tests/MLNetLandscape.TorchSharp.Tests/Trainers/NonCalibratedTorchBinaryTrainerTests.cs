using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for the trainer of a module for two classes without Probability.</summary>
public sealed class NonCalibratedTorchBinaryTrainerTests : TorchTrainerContract<TorchBinaryTransformer, TorchBinaryModel>
{
    protected override string LabelColumn => nameof(ContractRow.Flag);

    protected override int Outputs => 1;

    protected override LandscapeTrainerOptions DefaultOptions => new TorchBinaryOptions { Factory = Small(Outputs) };

    protected override (string Column, string Message) WrongLabel =>
        ("Id", "Schema mismatch for label column 'Id': expected Boolean, got String");

    [Fact]
    public void Gives_no_Probability()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        Assert.Null(Fit(context, data).Transform(data).Schema.GetColumnOrNull("Probability"));
    }

    protected override LandscapeTrainer<TorchBinaryTransformer, TorchBinaryModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().TorchBinaryNonCalibrated((TorchBinaryOptions)options);

    protected override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored) =>
        (context.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve, 0.5);

    protected override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.BinaryClassification.CrossValidateNonCalibrated(data, trainer, 3).Select(fold => fold.Metrics.Accuracy)];

    protected override IReadOnlyList<double> Importance(MLContext context, TorchBinaryTransformer transformer, IDataView data) =>
        [.. context.BinaryClassification.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.AreaUnderRocCurve.Mean)];

    protected override TorchBinaryTransformer TransformerOf(TorchBinaryModel model) => TorchBinaryTransformer.Of(model);
}
