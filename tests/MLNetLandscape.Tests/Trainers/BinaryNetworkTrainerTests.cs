using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the calibrated trainer of two classes, and what is its own.</summary>
public sealed class BinaryNetworkTrainerTests : NetworkTrainerContract<BinaryNetworkTransformer, BinaryNetworkModel>
{
    protected override ContractTask Task { get; } = new BinaryTask();

    protected override LandscapeTrainerOptions DefaultOptions => new BinaryNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Score", ["Probability"] = "Probability", ["PredictedLabel"] = "PredictedLabel" };

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

    protected override BinaryNetworkTransformer TransformerOf(BinaryNetworkModel model) => BinaryNetworkTransformer.Of(model);

    protected override BinaryNetworkModel Strip(BinaryNetworkModel model) => model.Stripped();

    public sealed class InItsTask : BinaryContract
    {
        protected override bool IsCalibrated => true;

        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new BinaryNetworkOptions { HiddenLayers = [8] };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().BinaryNetwork((BinaryNetworkOptions)options);
    }

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
