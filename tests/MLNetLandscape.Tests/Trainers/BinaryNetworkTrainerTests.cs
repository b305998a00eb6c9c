using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the calibrated trainer of two classes, and what is its own.</summary>
public sealed class BinaryNetworkTrainerTests : NetworkTrainerContract<BinaryNetworkTransformer, BinaryNetworkModel>
{
    protected override string LabelColumn => nameof(ContractRow.Flag);

    protected override LandscapeTrainerOptions DefaultOptions => new BinaryNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Score", ["Probability"] = "Probability", ["PredictedLabel"] = "PredictedLabel" };

    protected override (string Column, string Message) WrongLabel =>
        ("Number", "Schema mismatch for label column 'Number': expected Boolean, got Single");

    [Fact]
    public void Refuses_labels_of_one_class_in_the_words_of_MLNET()
    {
        MLContext context = new(1);
        IDataView data = View(context, ContractData.Rows(60).Where(row => row.Flag));
        const string Message = "The label column 'Label' of the training data has only one class. Two classes are required for binary classification.";
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Fit(context, data)).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Fit(context, data, options => options with { Stream = true })).Message);
    }

    [Fact]
    public void The_logistic_loss_needs_no_calibration()
    {
        MLContext context = new(1);
        BinaryNetworkModel model = Fit(context, Data(context), options => (BinaryNetworkOptions)options with { Loss = new Core.Losses.Logistic() }).Model;
        Assert.Equal(MLNetLandscape.Calibration.PlattScaling.LogOdds, model.Calibrator);
    }

    [Fact]
    public void A_prediction_engine_predicts()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(100);
        BinaryNetworkTransformer transformer = Fit(context, View(context, rows));
        using PredictionEngine<ContractRow, Prediction> engine = context.Model.CreatePredictionEngine<ContractRow, Prediction>(transformer);
        List<Prediction> batched = [.. context.Data.CreateEnumerable<Prediction>(transformer.Transform(View(context, rows)), reuseRowObject: false)];
        Assert.Equal(batched.Select(p => (p.PredictedLabel, p.Score, p.Probability)), rows.Select(engine.Predict).Select(p => (p.PredictedLabel, p.Score, p.Probability)));
        Assert.All(batched, p => Assert.Equal(p.Score > 0, p.PredictedLabel));
        Assert.All(batched, p => Assert.InRange(p.Probability, 0, 1));
    }

    [Fact]
    public void ML_NETs_calibrators_and_evaluators_work_on_a_loaded_pipeline()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        BinaryNetworkTransformer transformer = Fit(context, data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        IDataView fitted = transformer.Transform(data);
        IDataView loaded = context.Model.Load(folder.File("model.zip"), out _).Transform(data);

        Assert.Equal(
            context.BinaryClassification.Evaluate(fitted).ConfusionMatrix.GetFormattedConfusionTable(),
            context.BinaryClassification.Evaluate(loaded).ConfusionMatrix.GetFormattedConfusionTable());
        Assert.Equal(
            ScoreBits.Of(context.BinaryClassification.Calibrators.Isotonic().Fit(fitted).Transform(fitted)),
            ScoreBits.Of(context.BinaryClassification.Calibrators.Isotonic().Fit(loaded).Transform(loaded)));
    }

    protected override LandscapeTrainer<BinaryNetworkTransformer, BinaryNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().BinaryNetwork((BinaryNetworkOptions)options);

    protected override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored)
    {
        CalibratedBinaryClassificationMetrics metrics = context.BinaryClassification.Evaluate(scored);
        Assert.InRange(metrics.LogLoss, 0, 0.9);
        return (metrics.AreaUnderRocCurve, 0.5);
    }

    protected override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.BinaryClassification.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.Accuracy)];

    protected override IReadOnlyList<double> Importance(MLContext context, BinaryNetworkTransformer transformer, IDataView data) =>
        [.. context.BinaryClassification.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.AreaUnderRocCurve.Mean)];

    protected override BinaryNetworkTransformer TransformerOf(BinaryNetworkModel model) => BinaryNetworkTransformer.Of(model);

    protected override BinaryNetworkModel Strip(BinaryNetworkModel model) => model.Stripped();

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
