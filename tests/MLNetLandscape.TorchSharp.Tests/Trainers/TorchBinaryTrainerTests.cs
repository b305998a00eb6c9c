using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for the trainer of a module for two classes, and what is its own.</summary>
public sealed class TorchBinaryTrainerTests : TorchTrainerContract<TorchBinaryTransformer, TorchBinaryModel>
{
    protected override string LabelColumn => nameof(ContractRow.Flag);

    protected override int Outputs => 1;

    protected override LandscapeTrainerOptions DefaultOptions => new TorchBinaryOptions { Factory = Small(Outputs) };

    protected override (string Column, string Message) WrongLabel =>
        ("Number", "Schema mismatch for label column 'Number': expected Boolean, got Single");

    [Fact]
    public void Refuses_labels_of_one_class_in_the_words_of_MLNET()
    {
        MLContext context = new(1);
        IDataView data = View(context, ContractData.Rows(60).Where(row => row.Flag));
        const string Message = "The label column 'Label' of the training data has only one class. Two classes are required for binary classification.";
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Fit(context, data)).Message);
    }

    [Fact]
    public void The_score_of_the_logistic_loss_is_the_log_odds()
    {
        MLContext context = new(1);
        Assert.Equal(MLNetLandscape.Calibration.PlattScaling.LogOdds, Fit(context, Data(context)).Model.Calibrator);
    }

    [Fact]
    public void The_polynomial_hinge_is_calibrated_on_the_rows_held_back()
    {
        MLContext context = new(1);
        TorchBinaryTransformer transformer = Fit(
            context, Data(context, 300), options => (TorchBinaryOptions)options with { Loss = new Core.Losses.PolynomialHinge(), ValidationFraction = 0.3 });
        Assert.NotEqual(MLNetLandscape.Calibration.PlattScaling.LogOdds, transformer.Model.Calibrator);
        Assert.True(transformer.Model.Calibrator!.Slope < 0);
        Assert.True(Evaluate(context, transformer.Transform(Data(context, 300, seed: 4))).Figure > 0.8);
    }

    protected override LandscapeTrainer<TorchBinaryTransformer, TorchBinaryModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().TorchBinary((TorchBinaryOptions)options);

    protected override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored)
    {
        CalibratedBinaryClassificationMetrics metrics = context.BinaryClassification.Evaluate(scored);
        Assert.InRange(metrics.LogLoss, 0, 0.9);
        return (metrics.AreaUnderRocCurve, 0.5);
    }

    protected override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.BinaryClassification.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.Accuracy)];

    protected override IReadOnlyList<double> Importance(MLContext context, TorchBinaryTransformer transformer, IDataView data) =>
        [.. context.BinaryClassification.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.AreaUnderRocCurve.Mean)];

    protected override TorchBinaryTransformer TransformerOf(TorchBinaryModel model) => TorchBinaryTransformer.Of(model);
}
